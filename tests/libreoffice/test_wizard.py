"""What LibreOffice shows of the functions: in the Function Wizard and the Extension Manager."""

import struct
import subprocess
import zipfile
from xml.etree import ElementTree

import pytest

from passivefolio.catalogue import BY_NAME, FUNCTIONS
from passivefolio.hosts.libreoffice import extension, packages
from passivefolio.hosts.libreoffice.menu import COMMANDS
from passivefolio.hosts.libreoffice.registry import help_text
from passivefolio.version import __version__


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    path = tmp_path_factory.mktemp("package") / extension.FILE_NAME
    extension.build(path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.libreoffice
def test_the_function_wizard_lists_every_function_with_its_texts(calc):
    described = calc.ask("descriptions")
    for function in FUNCTIONS:
        assert function.name in described
        ((text, _, arguments),) = described[function.name]
        assert text == function.summary
        assert [given[:2] for given in arguments] == [
            [arg.name, help_text(arg)] for arg in function.args
        ]
    ((text, _, ((name, *_),)),) = described["WHY"]
    assert (text[:26], name) == ("The sentence that explains", "cell")


def test_the_help_on_an_argument_says_whether_it_must_be_given():
    returns, rf, periods = BY_NAME["SHARPE_RATIO"].args
    assert help_text(returns) == f"Must be given. {returns.doc}"
    assert help_text(rf) == f"{rf.doc} Left out: 0."
    assert help_text(periods) == f"{periods.doc} Left out: 1."


@pytest.mark.libreoffice
def test_functions_are_found_among_the_financial_ones(calc):
    described = calc.ask("descriptions")
    financial = described["PMT"][0][1]
    assert described["UTILITY"][0][1] == financial
    assert described["EXPLAIN"][0][1] == described["ISNUMBER"][0][1]


def test_every_part_that_is_xml_can_be_read(package):
    for name, content in package.items():
        if name.endswith((".xml", ".xcu")):
            ElementTree.fromstring(content)


def test_the_manifest_names_parts_that_are_there(package):
    manifest = ElementTree.fromstring(package["META-INF/manifest.xml"])
    listed = [value for entry in manifest for key, value in entry.items() if "full-path" in key]
    assert len(listed) > 4
    assert set(listed) <= set(package)


def test_the_description_tells_version_licence_and_icon(package):
    text = package["description.xml"].decode()
    assert f'<version value="{__version__}"/>' in text
    assert package["LICENSE"].startswith(b"BSD 3-Clause License")
    for name in ("description/en.txt", "icons/passivefolio_42.png"):
        assert name in text
        assert package[name]


def test_every_command_has_icons_of_the_right_size(package):
    for command in COMMANDS:
        for size in (16, 26):
            picture = package[f"icons/{command.name}_{size}.png"]
            assert struct.unpack(">II", picture[16:24]) == (size, size)


def test_the_extension_carries_no_tests_and_nothing_compiled(package):
    assert not [name for name in package if "__pycache__" in name or "test" in name.lower()]
    assert sum(map(len, package.values())) < 5_000_000


IMPORTING = """
import importlib, pathlib, sys
root, numpy = sys.argv[1:]
sys.path[:0] = [root, numpy]
for path in sorted(pathlib.Path(root).rglob("*.py")):
    name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
    if not name.endswith(".component"):  # needs the types that LibreOffice registers
        module = importlib.import_module(name)
        assert module.__file__.startswith(root), module.__file__
"""


@pytest.mark.libreoffice
def test_what_the_extension_carries_needs_numpy_and_nothing_else(installed, package, tmp_path):
    for name, content in package.items():
        if name.startswith("pythonpath/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
    site = packages.our_packages()
    (tmp_path / "numpy").mkdir()
    for folder in site.glob("numpy*"):
        (tmp_path / "numpy" / folder.name).symlink_to(folder)
    command = [str(installed.python), "-c", IMPORTING, str(tmp_path / "pythonpath")]
    command.append(str(tmp_path / "numpy"))
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
