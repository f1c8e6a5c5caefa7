"""A second reader of our VBA: LibreOffice's Basic compiles every module, whole."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from passivefolio.hosts.excel.addin import modules
from passivefolio.hosts.libreoffice import machine, session
from passivefolio.vba.macro_workbook import workbook_modules
from passivefolio.vba.project import (
    Kind,
    sheet_module,
    standard_module,
    vba_project,
    workbook_module,
)

pytestmark = pytest.mark.libreoffice
REQUESTS = Path(__file__).with_name("vba_requests.py")
PROBE = "\nPublic Function Probe() As Long\n    Probe = 42\nEnd Function\n"
EVERY = {module.name: module for module in (*modules(), *workbook_modules(sheets=1))}
OURS = [
    module
    for module in EVERY.values()
    if module.name.startswith("Passivefolio") and module.kind is Kind.STANDARD
]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    profile = tmp_path_factory.mktemp("compiling") / "profile"
    with session.running(machine.find_office(), profile, [REQUESTS]) as asked:
        yield asked


def probed(office, folder, found):
    """Put modules into a workbook, each with a probe, and ask for all probes."""
    probes = [replace(module, text=module.text + PROBE) for module in found]
    path = folder / "probes.xlsm"
    with xlsxwriter.Workbook(path) as book:
        project = vba_project("Probes", [workbook_module(), sheet_module("Sheet1"), *probes])
        book.add_vba_project(io.BytesIO(project), is_stream=True)
        book.set_vba_name("ThisWorkbook")
        book.add_worksheet().set_vba_name("Sheet1")
    return office.ask("probed", str(path), [module.name for module in found])


def test_every_module_of_ours_compiles(office, tmp_path):
    assert probed(office, tmp_path, OURS) == {module.name: 42 for module in OURS}


def test_a_module_with_a_mistake_is_noticed(office, tmp_path):
    mistake = standard_module(
        "Mistaken", "Option Explicit\nPublic Sub A()\n    If x Then Then\nEnd Sub"
    )
    assert probed(office, tmp_path, [mistake]) != {"Mistaken": 42}
