"""What the tests ask of LibreOffice; runs in the driver, with LibreOffice's own Python."""

import uno
from driver import values

TEXT = 2  # com.sun.star.sheet.FormulaResult.STRING
FORMULAS = 16  # com.sun.star.sheet.CellFlags.FORMULA
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}


def value(cell):
    """What a cell holds: a number, a text, or its error as a text and a number."""
    if cell.getError():
        return {"error": cell.String, "number": cell.getError()}
    if cell.Type.value == "FORMULA":
        return cell.String if cell.FormulaResultType2 == TEXT else cell.Value
    return cell.Value if cell.Type.value == "VALUE" else cell.String


def typed(office, formulas):
    """The values of cells into which formulas are typed, all in one column of a sheet."""
    document = office.open()
    try:
        sheet = document.Sheets[0]
        for row, formula in enumerate(formulas):
            sheet.getCellByPosition(0, row).Formula = formula
        return [value(sheet.getCellByPosition(0, row)) for row in range(len(formulas))]
    finally:
        document.close(True)


def called(office, calls):
    """The answers of calls with literals, with references, and as array formulas.

    A call is a name, its cells and the size of its answer; each answer is
    ``[from literals, from references, rows of the array]``.
    """
    document = office.open()
    try:
        document.UndoManager.lock()
        document.enableAutomaticCalculation(False)
        data, answers = document.Sheets[0], add_sheet(document, "Answers")
        rows, formulas, arrays = [], [], []
        for name, cells, height, width in calls:
            literals = ";".join(map(literal, cells))
            references = ";".join(reference(rows, cell) for cell in cells)
            area = answers.getCellRangeByPosition(
                2, len(formulas), 1 + width, len(formulas) + height - 1
            )
            area.setArrayFormula(f"={name}({references})")
            formulas.append((f"={name}({literals})", f"={name}({references})"))
            formulas += [("", "")] * (height - 1)
            arrays.append((len(formulas) - height, height, width))
        fill(data, rows)
        answers.getCellRangeByPosition(0, 0, 1, len(formulas) - 1).setFormulaArray(tuple(formulas))
        document.calculateAll()
        shown = contents(answers)
        return [
            [*shown[top][:2], [row[2 : 2 + width] for row in shown[top : top + height]]]
            for top, height, width in arrays
        ]
    finally:
        document.close(True)


def add_sheet(document, name):
    """A new sheet at the end."""
    document.Sheets.insertNewByName(name, document.Sheets.getCount())
    return document.Sheets.getByName(name)


def reference(rows, cell):
    """The address of a cell or a range put below the rows so far; nothing for one left out."""
    if cell is None:
        return ""
    added = cell if isinstance(cell, list) else [[cell]]
    rows += added
    first, last = f"$Sheet1.$A${len(rows) - len(added) + 1}", chr(ord("A") + len(added[0]) - 1)
    return f"{first}:${last}${len(rows)}" if isinstance(cell, list) else first


def fill(sheet, rows):
    """Put rows of contents into a sheet, from its first cell."""
    width = max(map(len, rows))
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    plain = tuple(tuple("" if special(cell) else cell for cell in row) for row in padded)
    sheet.getCellRangeByPosition(0, 0, width - 1, len(rows) - 1).setDataArray(plain)
    for down, row in enumerate(padded):
        for right, content in enumerate(row):
            if special(content) and content is not None:
                put(sheet.getCellByPosition(right, down), content)


def special(content):
    """Whether a content is blank, a truth or a formula."""
    return content is None or isinstance(content, bool) or str(content).startswith("=")


def contents(sheet):
    """The values of all cells that are used on a sheet."""
    used = sheet.createCursor()
    used.gotoEndOfUsedArea(False)
    last = used.RangeAddress
    return contents_of(sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow))


def contents_of(area):
    """The values of all cells of a range."""
    return [
        [
            value(area.getCellByPosition(column, row)) if cell is None else cell
            for column, cell in enumerate(cells)
        ]
        for row, cells in enumerate(area.getDataArray())
    ]


def put(cell, content):
    """Enter a content; an error as the formula that gives it."""
    if isinstance(content, bool):
        cell.setFormula(f"={str(content).upper()}()")
    elif isinstance(content, str) and content.startswith("="):
        cell.setFormula(content)
    elif isinstance(content, str):
        cell.setString(content)
    elif content is not None:
        cell.setValue(content)


def literal(cell):
    """A cell as it is written in a formula; rows are separated by a bar."""
    if cell is None:
        return ""
    if isinstance(cell, list):
        return "{" + "|".join(";".join(map(literal, row)) for row in cell) + "}"
    if isinstance(cell, bool):
        return str(cell).upper() + "()"
    if isinstance(cell, str):
        return '"' + cell.replace('"', '""') + '"'
    return repr(cell)


def written(office, formula_cells):
    """The values of some cells after contents have been put into cells, by address."""
    document = office.open()
    try:
        sheet = document.Sheets[0]
        for address, content in formula_cells:
            put(sheet.getCellRangeByName(address).getCellByPosition(0, 0), content)
        return {
            address: value(sheet.getCellRangeByName(address).getCellByPosition(0, 0))
            for address, _ in formula_cells
        }
    finally:
        document.close(True)


def descriptions(office):
    """What the Function Wizard says of our functions, by name."""
    found = {}
    for description in office.service("com.sun.star.sheet.FunctionDescriptions"):
        about = {entry.Name: entry.Value for entry in description}
        arguments = [[a.Name, a.Description, a.IsOptional] for a in about["Arguments"] or ()]
        found.setdefault(about["Name"], []).append(
            [about["Description"], about["Category"], arguments]
        )
    return found


def shown(office, path, properties=None):
    """Every formula cell of a file as it opens: its formula, its value; and what has changed."""
    document = office.open(path, **(properties or {}))
    try:
        return {
            "cells": formula_cells(document),
            "modified": document.isModified(),
            "undo": list(document.UndoManager.getAllUndoActionTitles()),
            "names": {name.Name: name.Content for name in document.NamedRanges},
        }
    finally:
        document.close(True)


def recalculated(office, path):
    """Every formula cell of a file after LibreOffice has calculated all of them anew."""
    document = office.open(path)
    try:
        document.calculateAll()
        return formula_cells(document)
    finally:
        document.close(True)


def formula_cells(document):
    """Every formula cell of a document, by sheet and address."""
    found = {}
    for sheet in document.Sheets:
        for area in sheet.queryContentCells(FORMULAS).RangeAddresses:
            cells = sheet.getCellRangeByPosition(
                area.StartColumn, area.StartRow, area.EndColumn, area.EndRow
            )
            formulas, shown = cells.getFormulaArray(), contents_of(cells)
            for down, row in enumerate(shown):
                for right, content in enumerate(row):
                    column, number = letters(area.StartColumn + right), area.StartRow + down + 1
                    found[f"{sheet.Name}.{column}{number}"] = [formulas[down][right], content]
    return found


def letters(column):
    """The letters of a column, counted from 0."""
    return (letters(column // 26 - 1) if column > 25 else "") + chr(ord("A") + column % 26)


def saved(office, path, target, change, again):
    """Open a file, save it elsewhere, change a cell, save it once more."""
    document = office.open(path)
    try:
        kind = values({"FilterName": FILTERS[target.rpartition(".")[2]]})
        document.storeAsURL(uno.systemPathToFileUrl(target), kind)
        if again:
            put(document.Sheets[0].getCellRangeByName(change).getCellByPosition(0, 0), 5)
            document.store()
        return formula_cells(document)
    finally:
        document.close(True)


def named(office, path, prefix):
    """The values of the cells whose names begin so."""
    document = office.open(path)
    try:
        return {
            name.Name: value(name.getReferredCells().getCellByPosition(0, 0))
            for name in document.NamedRanges
            if name.Name.startswith(prefix)
        }
    finally:
        document.close(True)


def year_of_calendar_returns(office, start, days):
    """The year that CALENDAR_RETURNS sees where days are counted from the start of a year."""
    document = office.open()
    try:
        zero = document.NullDate
        if start:
            zero.Year, zero.Month, zero.Day = start
            document.NullDate = zero
        sheet = document.Sheets[0]
        for row, day in enumerate(days):
            sheet.getCellByPosition(0, row).setValue(day)
            sheet.getCellByPosition(1, row).setValue(0.1)
        cell = sheet.getCellByPosition(2, 0)
        cell.setFormula(f"=INDEX(CALENDAR_RETURNS(A1:A{len(days)};B1:B{len(days)});2;1)")
        return value(cell)
    finally:
        document.close(True)
