"""What the benchmarks ask of LibreOffice; runs in the driver, with LibreOffice's own Python."""

import statistics
import time

TO_BOTTOM = 0  # com.sun.star.sheet.FillDirection


def opening(office, path):
    """Seconds until a workbook is open."""
    started = time.perf_counter()
    document = office.open(path)
    seconds = time.perf_counter() - started
    document.close(True)
    return seconds


def cells(office, formula, rows, runs):
    """Median seconds in which a column of formulas follows a new value in C1."""
    return _median(office, rows, runs, lambda sheet: _fill(sheet, formula, rows))


def array(office, formula, rows, runs):
    """Median seconds in which one array formula follows a new value in C1."""

    def enter(sheet):
        sheet.getCellRangeByName(f"D1:D{rows}").setArrayFormula(formula)

    return _median(office, rows, runs, enter)


def _fill(sheet, formula, rows):
    sheet.getCellRangeByName("D1").getCellByPosition(0, 0).setFormula(formula.format(1))
    sheet.getCellRangeByName(f"D1:D{rows}").fillAuto(TO_BOTTOM, 1)


def _median(office, rows, runs, enter):
    """The middle of the times from a new value in C1, on which all depend, to all results."""
    document = office.open()
    try:
        sheet = document.Sheets[0]
        data = tuple((0.05 + row / 1e6, 0.15) for row in range(rows))
        sheet.getCellRangeByName(f"A1:B{rows}").setDataArray(data)
        enter(sheet)
        document.calculateAll()
        shared = sheet.getCellRangeByName("C1").getCellByPosition(0, 0)
        times = []
        for run in range(runs):
            started = time.perf_counter()
            shared.setValue(1 + run)
            document.calculate()
            times.append(time.perf_counter() - started)
        return statistics.median(times)
    finally:
        document.close(True)
