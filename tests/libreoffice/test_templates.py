"""Every value of every template is what LibreOffice with the extension calculates."""

import datetime
import shutil

import openpyxl
import pytest

from passivefolio.workbooks.templates import TEMPLATES, built_templates

EPOCH = datetime.datetime(1899, 12, 30)


def as_number(value):
    """Dates and truths as the numbers a spreadsheet has for them."""
    if isinstance(value, datetime.datetime):
        return (value - EPOCH) / datetime.timedelta(days=1)
    return float(value) if isinstance(value, bool | int) else value


@pytest.mark.libreoffice
@pytest.mark.filterwarnings("ignore:Unable to read chart:UserWarning")
@pytest.mark.parametrize("name", [template.name for template in TEMPLATES])
def test_a_recalculation_gives_the_values_that_are_stored(calc, name, tmp_path):
    path = shutil.copy(built_templates() / f"{name}.xlsx", tmp_path)
    stored = openpyxl.load_workbook(path, data_only=True)
    found = calc.ask("recalculated", str(path))
    assert len(found) > 100
    for place, (formula, value) in found.items():
        sheet, _, cell = place.partition(".")
        expected = as_number(stored[sheet][cell].value)
        if isinstance(expected, float):
            assert value == pytest.approx(expected, rel=1e-9, abs=1e-12), (place, formula)
        else:
            assert value == (expected or ""), (place, formula)
