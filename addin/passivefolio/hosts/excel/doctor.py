"""What can keep the add-in from working in Excel, and what to do about each."""

import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from passivefolio.errors import FileProblem
from passivefolio.hosts.excel.interpreter import interpreter_key, read_settings, settings_file
from passivefolio.hosts.excel.machine import (
    EXCEL_KEY,
    EXCEL_POLICY,
    Machine,
    bits,
    xlwings_version,
)
from passivefolio.hosts.findings import Finding, State, note, problem, well
from passivefolio.version import __version__

FILE_NAME = "passivefolio.xlam"
CLOUD_FOLDERS = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
COMMON_KEYS = (
    r"Software\Microsoft\Office\16.0\Common",
    r"Software\Policies\Microsoft\Office\16.0\Common",
)
INSTALL = "run: passivefolio install excel"
ADMINISTRATOR = "ask whoever looks after this computer to allow it"


Probe = Callable[[Machine, Path], Iterator[Finding]]


def examine(machine: Machine, folder: Path) -> Iterator[Finding]:
    """Every finding about this machine and the add-in in the folder."""
    probes = (*BEFORE, *AFTER) if machine.windows else MAC if machine.mac else FILES
    for probe in probes:
        yield from probe(machine, folder)


def obstacles(machine: Machine, folder: Path) -> list[Finding]:
    """What makes an installation pointless."""
    found = (finding for probe in BEFORE for finding in probe(machine, folder))
    return [finding for finding in found if finding.state is State.PROBLEM]


def _python(machine: Machine, folder: Path) -> Iterator[Finding]:
    places = [str(path) for path in (machine.python, *machine.prefixes)]
    if any("WindowsApps" in place or "PythonSoftwareFoundation" in place for place in places):
        yield problem(
            f"Python comes from the Microsoft Store ({machine.python}), and Excel cannot start it",
            "install Python from python.org, then passivefolio into that one",
        )
    else:
        yield well(f"Python: {machine.python}")


def _windows_modules(machine: Machine, folder: Path) -> Iterator[Finding]:
    for module in ("pythoncom", "win32com.client"):
        if lacking := machine.lacking(module):
            yield problem(
                f"the package pywin32 does not work here ({lacking})",
                f'run: "{machine.python}" -m pip install --force-reinstall pywin32',
            )
            return
    yield well("pywin32 works")


def _excel(machine: Machine, folder: Path) -> Iterator[Finding]:
    program = machine.excel()
    if program is None:
        yield note("Excel was not found on this computer", "install the desktop program Excel")
    elif "WindowsApps" in program.parts:
        yield note(
            "Excel comes from the Microsoft Store, whose walls often keep it from Python",
            "if the functions show #VALUE!, install Excel from office.com instead",
        )
    else:
        width = bits(program)
        yield well(f"Excel: {program}{f', {width} bit' if width else ''}")


def _library(machine: Machine, folder: Path) -> Iterator[Finding]:
    """The library of xlwings that Excel loads: beside Python or a folder above, in Excel's bits."""
    program = machine.excel()
    name = f"xlwings{(program and bits(program)) or 64}-{xlwings_version()}.dll"
    places = (machine.python.parent, machine.python.parent.parent)
    if any((place / name).is_file() for place in places):
        yield well(
            f"{name} is beside Python; a workbook with macros that looks for another one is helped "
            "by: passivefolio macros FILE"
        )
    else:
        yield problem(
            f"{name} is missing from {places[0]} and {places[1]}",
            "install passivefolio into a virtual environment of its own (pipx, uv tool or venv; "
            "not pip --user), or let the antivirus program give the file back",
        )


def _cloud(machine: Machine, folder: Path) -> Iterator[Finding]:
    clouds = [path for path in map(machine.folder, CLOUD_FOLDERS) if path]
    for what, path in (("Python", machine.python), ("the add-in", folder)):
        if any(path.is_relative_to(cloud) for cloud in clouds):
            yield note(
                f"{what} lies in OneDrive ({path}), which may take its files off this computer",
                "keep it in a folder outside OneDrive",
            )
        elif str(path).startswith("\\\\"):
            yield note(
                f"{what} lies on the network ({path}); without it Excel has no functions",
                "keep it on this computer",
            )


def _add_in(machine: Machine, folder: Path) -> Iterator[Finding]:
    path = folder / FILE_NAME
    if not path.is_file():
        yield problem(
            f"the add-in is not in {folder}; had it been installed, the antivirus program may have "
            "taken it away",
            f"allow it there, and {INSTALL}",
        )
    elif (parts := _parts(path)) != _fresh_parts():
        found = _version(parts)
        other = f"{found}, here is {_here()}" if found != _here() else f"not what {_here()} builds"
        yield problem(f"{path} is {other}", INSTALL)
    else:
        yield well(f"{path} is {_here()}")


def _here() -> str:
    return f"passivefolio {__version__} with xlwings {xlwings_version()}"


def _version(parts: dict[str, bytes]) -> str:
    """The versions that an add-in file names on its hidden sheet."""
    words = re.findall(r"<t>([^<]*)</t>", parts.get("xl/sharedStrings.xml", b"").decode())
    return " ".join((*words[:2], "with", *words[2:4])) if len(words) >= 4 else "damaged"


def _fresh_parts() -> dict[str, bytes]:
    from passivefolio.hosts.excel.addin import build

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / FILE_NAME
        build(path)
        return _parts(path)


def _parts(path: Path) -> dict[str, bytes]:
    """The parts of a package; none of a file that is damaged."""
    try:
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}
    except zipfile.BadZipFile:
        return {}


def _blocked(machine: Machine, folder: Path) -> Iterator[Finding]:
    """Windows remembers in a second stream that a file came from the internet."""
    try:
        mark = (folder / f"{FILE_NAME}:Zone.Identifier").read_text("latin-1")
    except OSError:
        return
    if "ZoneId=3" in mark:
        yield problem(
            "Windows blocks the add-in because it came from the internet",
            f"{INSTALL}, which builds it on this computer",
        )


def _copies(machine: Machine, folder: Path) -> Iterator[Finding]:
    options = machine.registry("HKCU", rf"{EXCEL_KEY}\Options")
    roaming, program = machine.folder("APPDATA"), machine.excel()
    places = [machine.startup_folder(), roaming and roaming / "Microsoft" / "AddIns"]
    places += [Path(options["AltStartup"])] if options.get("AltStartup") else []
    places += [program.parent / "XLSTART"] if program else []
    copies = {place / FILE_NAME for place in places if place} - {folder / FILE_NAME}
    for copy in sorted(copies):
        if copy.is_file():
            yield problem(f"a second copy of the add-in: {copy}", "delete it and restart Excel")
    for name, value in options.items():
        if name.upper().startswith("OPEN") and FILE_NAME in str(value).lower():
            yield problem(
                f"Excel also opens the add-in from its list of add-ins ({value})",
                "untick it under File, Options, Add-ins, Go",
            )


def _disabled(machine: Machine, folder: Path) -> Iterator[Finding]:
    """Excel keeps a list of what it holds responsible for a crash."""
    items = machine.registry("HKCU", rf"{EXCEL_KEY}\Resiliency\DisabledItems")
    for value in items.values():
        if isinstance(value, bytes) and FILE_NAME in value.decode("utf-16-le", "ignore").lower():
            yield problem(
                "Excel has disabled the add-in after a crash",
                "enable it under File, Options, Add-ins, Manage: Disabled Items",
            )


def _setting(machine: Machine, folder: Path) -> Iterator[Finding]:
    path = settings_file(machine)
    if path is None:
        return
    try:
        named = read_settings(path, machine.ansi).get(interpreter_key(machine))
    except FileProblem as error:
        yield problem(str(error), f"delete that file, then {INSTALL}")
        return
    if named is None:
        yield problem(f"Excel has not been told which Python to start (in {path})", INSTALL)
    elif not Path(named).is_file():
        yield problem(f"Excel is told to start {named}, which is not there", INSTALL)
    elif Path(named) != machine.python:
        yield note(
            f"Excel starts another Python, {named}; these findings are about {machine.python}",
            f"to change that, {INSTALL}",
        )
    else:
        yield well(f"Excel starts this Python, as {path} says")


def _macros(machine: Machine, folder: Path) -> Iterator[Finding]:
    user = machine.registry("HKCU", rf"{EXCEL_KEY}\Security")
    policy = machine.registry("HKCU", rf"{EXCEL_POLICY}\Security")
    security = {**user, **policy}
    locations = {
        **machine.registry("HKCU", rf"{EXCEL_KEY}\Security\Trusted Locations"),
        **machine.registry("HKCU", rf"{EXCEL_POLICY}\Security\Trusted Locations"),
    }
    if any(
        machine.registry(root, key).get("VbaOff") == 1
        for root in ("HKCU", "HKLM")
        for key in COMMON_KEYS
    ):
        yield problem("macros are switched off in all of Office", ADMINISTRATOR)
    elif security.get("DisableAllAddins") == 1:
        yield problem(
            "Excel is set to load no add-ins",
            "untick it under File, Options, Trust Center, Add-ins, or " + ADMINISTRATOR,
        )
    elif security.get("RequireAddinSig") == 1:
        yield problem(
            "Excel is set to load signed add-ins only, and this one is built on your computer",
            "untick it under File, Options, Trust Center, Add-ins, or " + ADMINISTRATOR,
        )
    elif locations.get("AllLocationsDisabled") == 1:
        yield problem(
            "Excel is set to trust no folder, so it does not run the add-in by itself",
            "untick it under File, Options, Trust Center, Trusted Locations, or " + ADMINISTRATOR,
        )
    elif security.get("VBAWarnings") in (3, 4):
        yield note(
            "Excel runs no macros in workbooks, so the Refresh button on a sheet does nothing",
            "use the tab Passivefolio instead, or File, Options, Trust Center, Macro Settings",
        )
    else:
        yield well("no setting of Excel is against macros")


def _script(machine: Machine, folder: Path) -> Iterator[Finding]:
    """On a Mac, Excel starts Python through a script of xlwings."""
    script = folder / f"xlwings-{xlwings_version()}.applescript"
    if script.is_file():
        yield well(f"Excel may start Python through {script}")
    else:
        yield problem(f"{script} is missing, so buttons cannot start Python", INSTALL)


BEFORE: tuple[Probe, ...] = (_python, _windows_modules, _excel, _library)
FILES: tuple[Probe, ...] = (_add_in, _blocked)
MAC: tuple[Probe, ...] = (_script, _setting)
AFTER: tuple[Probe, ...] = (*FILES, _copies, _disabled, _setting, _macros, _cloud)
