"""Whatever a template calculates by native formulas, LibreOffice calculates the same."""

import re
import zipfile

import openpyxl
import pytest

from passivefolio.catalogue import BY_NAME
from passivefolio.workbooks.templates import TEMPLATES, built_templates

OURS = re.compile(rb"\b(?:" + "|".join(BY_NAME).encode() + rb")\(")
FORMULA_CELL = re.compile(rb"(<c [^>]*>)(<f>.*?</f>)<v>[^<]*</v>", re.DOTALL)


def without_native_values(source, target):
    """A copy whose native formulas have no value, so that LibreOffice must calculate them."""

    def emptied(cell):
        return cell[0] if OURS.search(cell[2]) else cell[1] + cell[2]

    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as copy:
        for info in package.infolist():
            content = package.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                content = FORMULA_CELL.sub(emptied, content)
            copy.writestr(info, content)


@pytest.mark.libreoffice
@pytest.mark.filterwarnings("ignore:Unable to read chart:UserWarning")  # its date axes
@pytest.mark.parametrize("name", [template.name for template in TEMPLATES])
def test_native_formulas_give_the_same_in_libreoffice(name, tmp_path, soffice_convert):
    template = built_templates() / f"{name}.xlsx"
    without_native_values(template, tmp_path / f"{name}.xlsx")
    (tmp_path / "out").mkdir()
    converted = soffice_convert(tmp_path / f"{name}.xlsx", "xlsx", tmp_path / "out")
    theirs = openpyxl.load_workbook(converted, data_only=True)
    ours = openpyxl.load_workbook(template, data_only=True)
    compared = 0
    for sheet in openpyxl.load_workbook(template).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f" or OURS.search(cell.value.encode()):
                    continue
                place = f"{sheet.title}!{cell.coordinate}"
                expected = ours[sheet.title][cell.coordinate].value
                found = theirs[sheet.title][cell.coordinate].value
                compared += 1
                if isinstance(expected, int | float) and not isinstance(expected, bool):
                    assert found == pytest.approx(expected, rel=1e-9, abs=1e-12), place
                else:
                    assert found == expected or {found, expected} == {None, ""}, place
    assert compared > 30
