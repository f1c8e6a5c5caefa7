"""What the tests ask of LibreOffice; runs in the driver, with LibreOffice's own Python."""

SHOWN = {0x7FFF: "#N/A"}


def _value(cell):
    """What a cell holds: a number, a text, or the text of its error."""
    if cell.getError():
        return {"error": cell.String, "number": cell.getError()}
    return cell.String if cell.FormulaResultType2 == 2 or cell.Type.value == "TEXT" else cell.Value


def typed(office, formulas):
    """The values of cells into which formulas are typed, all in one sheet."""
    document = office.open()
    try:
        sheet = document.Sheets[0]
        for row, formula in enumerate(formulas):
            sheet.getCellByPosition(0, row).Formula = formula
        return [_value(sheet.getCellByPosition(0, row)) for row in range(len(formulas))]
    finally:
        document.close(True)
