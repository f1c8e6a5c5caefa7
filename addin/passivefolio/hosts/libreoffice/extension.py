"""Builds passivefolio.oxt, the extension for LibreOffice: the same bytes every time."""

import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import passivefolio
from passivefolio.hosts.libreoffice import icons, registry
from passivefolio.hosts.libreoffice.menu import COMMANDS
from passivefolio.hosts.libreoffice.names import METHODS
from passivefolio.workbooks.templates import built_templates

PACKAGE = Path(passivefolio.__file__).parent
CARRIED = (
    "*.py",
    "core/*.py",
    "catalogue/*.py",
    "calculate/*.py",
    "data/*",
    "hosts/*.py",
    "hosts/headless/__init__.py",
    "hosts/headless/addresses.py",
    "hosts/headless/files.py",
    "hosts/headless/tokens.py",
    "hosts/headless/unsupported.py",
    "hosts/headless/values.py",
    "hosts/libreoffice/*.py",
    "hosts/libreoffice/pictures/*.png",
    "workbooks/__init__.py",
    "workbooks/templates.py",
)
"""The parts of the package that work inside LibreOffice."""
OUTSIDE = "configuration doctor driver extension machine manager packages registry session setup"
LEFT_OUT = {"__main__.py", *(f"{name}.py" for name in OUTSIDE.split())}
"""Those that work from outside."""
FILE_NAME = "passivefolio.oxt"
LIBRARY = "pythonpath/passivefolio"
DATE = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o644 << 16
LOADED = '''"""Loaded by LibreOffice; the component itself is in pythonpath."""

import os
import sys

if sys.version_info < (3, 11):
    raise ImportError(
        "passivefolio needs Python 3.11 or newer, this LibreOffice brings %d.%d"
        % sys.version_info[:2]
    )

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "pythonpath"))
from passivefolio.hosts.libreoffice.component import g_ImplementationHelper  # noqa: F401
'''


def build(path: Path, site: Path | None = None) -> None:
    """Write the extension; ``site`` is a folder where LibreOffice's Python will find numpy."""
    parts = dict(_parts())
    if site is not None:
        parts[f"{LIBRARY}/hosts/libreoffice/site.txt"] = str(site).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(parts.items()):
            entry = zipfile.ZipInfo(name, DATE)
            entry.create_system, entry.external_attr = UNIX, READABLE
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)


def _parts() -> Iterator[tuple[str, bytes]]:
    texts = {
        "META-INF/manifest.xml": registry.manifest(),
        "description.xml": registry.description(),
        "description/en.txt": registry.SUMMARY + "\n",
        "types.idl": registry.types(),
        "CalcAddIns.xcu": registry.functions(),
        "Jobs.xcu": registry.jobs(),
        "Addons.xcu": registry.addons(),
        "CalcWindowState.xcu": registry.toolbar(),
        "component.py": LOADED,
        f"{LIBRARY}/hosts/libreoffice/{METHODS}": registry.methods(),
    }
    yield from ((name, text.encode()) for name, text in texts.items())
    for name in ("LICENSE", "NOTICE"):
        yield name, (distribution("passivefolio").read_text(f"licenses/{name}") or "").encode()
    yield "icons/passivefolio_42.png", icons.mark(42)
    for command in COMMANDS:
        for size in (16, 26):
            yield f"icons/{command.name}_{size}.png", command.icon(size)
    for pattern in CARRIED:
        for file in PACKAGE.glob(pattern):
            if file.is_file() and file.name not in LEFT_OUT:
                yield f"{LIBRARY}/{file.relative_to(PACKAGE).as_posix()}", file.read_bytes()
    for template in built_templates().glob("*.xlsx"):
        yield f"{LIBRARY}/workbook_templates/{template.name}", template.read_bytes()
