"""Our functions as formulas of LibreOffice."""

import pytest

pytestmark = pytest.mark.libreoffice


def test_a_formula_is_calculated(calc):
    assert calc.ask("typed", ["=UTILITY(0.22;0.34;3)"]) == [pytest.approx(0.0466, rel=1e-12)]
