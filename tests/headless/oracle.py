"""LibreOffice as the oracle: thousands of calls with every kind of argument, ours against its own.

``functions.txt`` lists calls of each function; those that do not begin with ~ are varied:
each argument in turn becomes a number, a text, a date in words, TRUE, an empty cell, an error, as a
value, in a cell, in a range and in an array. What agrees is known, and is written to
``known.txt`` of the package by ``python tests/headless/oracle.py``; a test repeats it.
"""

import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

from passivefolio.errors import CellError
from passivefolio.hosts.headless import known
from passivefolio.hosts.headless.addresses import parse_area
from passivefolio.hosts.headless.arrays import TEXT_ARGUMENTS, gives_arrays, takes_array
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.hosts.headless.known import Entry, Known, kind_of
from passivefolio.hosts.headless.order import LOOKUPS
from passivefolio.hosts.headless.tokens import Token, arguments, tokenize

HERE = Path(__file__).parent
TABLE = Path(known.__file__).with_name("known.txt")
HEAD = """# What is known of the calculation engine; written by tests/headless/oracle.py.
# A function, the number of its arguments, the kinds of its results; then for each argument
# the kinds it takes as a value, in a cell, in a range and in an array:
"""
FEWEST = 3  # agreeing cases that make a function known
FIRST_ROW = 10  # below the data the formulas read
DATA = (
    (1.5, 0.1, 3, "alpha", 10, -100, 45292, 1, -1.5, "apple", 0),
    (2.5, 0.25, 4, "beta", 20, 60, 45473, 2, 0, "kiwi", True),
    (0.5, 0.05, 5, "gamma", 30, 60, 45658, 2, 0.5, "pear", "12%"),
    (4, 4, 6, "delta", 40, 30, 45800, 3, 2, "plum", -2.5),
    (3.25, 0.4, 7, "beta", 50, 20, 46000, 2, 7.25, "quince", None),
)
VALUES = {
    "1": ("3", "1"),
    "n": ("1.25",),
    "0": ("0",),
    "-": ("-1.5",),
    "t": ('"abc"', '"<>x"', '"b*"'),
    "m": ('"2"', '"-1.5"', '" 3 "'),
    "d": ('"12%"', '"1/2/2024"', '"$5"', '"1,234.5"'),
    "q": ('""',),
    "b": ("TRUE", "FALSE"),
    "z": ("",),
    "e": ("#N/A", "#DIV/0!"),
}
# LibreOffice takes TRUE for the number 1 in all places, Excel does not. It is asked instead with a
# text where Excel ignores TRUE, with "TRUE" where texts belong, and with a text that comes last
# where values are put in order; and with 1 where it would call the sum of truths a truth.
TRUTHS = {
    "ignored": ('"abc"', '"b*"'),
    "spelled": ('"TRUE"', '"FALSE"'),
    "ordered": ('"zzz"', '"zzz"'),
    "counted": ("1", "0"),
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


IGNORING = _words(
    """
    AVEDEV AVERAGE AVERAGEIF AVERAGEIFS CORREL COUNT COVAR COVARIANCE.P COVARIANCE.S DEVSQ FORECAST
    FORECAST.LINEAR GEOMEAN HARMEAN INTERCEPT IRR KURT LARGE MAX MAXIFS MEDIAN MIN MINIFS MODE
    MODE.SNGL NPV PEARSON PERCENTILE PERCENTILE.EXC PERCENTILE.INC PERCENTRANK PERCENTRANK.EXC
    PERCENTRANK.INC PRODUCT QUARTILE QUARTILE.EXC QUARTILE.INC RSQ SKEW SLOPE SMALL STDEV STDEV.P
    STDEV.S STDEVP STEYX SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SUMSQ TRIMMEAN VAR VAR.P VAR.S VARP
    """
)
ITERATING = frozenset({"IRR", "RATE", "XIRR"})
RANKING = frozenset({"RANK", "RANK.AVG", "RANK.EQ"})
TRUNCATING = frozenset({"PERCENTRANK", "PERCENTRANK.INC", "PERCENTRANK.EXC"})
FUTURE = _words(
    """
    CONCAT DAYS IFNA IFS MAXIFS MINIFS MUNIT NUMBERVALUE PDURATION RRI SWITCH TEXTJOIN XOR
    """
)  # stored with the prefix _xlfn., as are all with a dot but ERROR.TYPE


class Case(NamedTuple):
    """A formula, and what it tries: an argument (None: the call as it is), its form and kind."""

    function: str
    count: int
    formula: str
    asked: str  # the formula LibreOffice is asked
    position: int | None = None
    form: str = ""
    kind: str = ""
    shown: tuple[tuple[int, str, str], ...] = ()  # what a call that is not varied shows


def cases() -> Iterator[Case]:
    """Every call of ``functions.txt``, and the variations of it."""
    for line in (HERE / "functions.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, rest = line.partition(" ")
        varied: set[tuple[int, int, bool]] = set()
        for call in rest.split("|"):
            given = split(call.strip().removeprefix("~"))
            formula = written(name, given)
            shown = tuple(displayed(given)) if "~" in call else ()
            yield Case(name, len(given), formula, formula, shown=shown)
            for position, argument in enumerate(() if "~" in call else given):
                sort = len(given), position, ":" in argument or "{" in argument
                if sort not in varied:
                    varied.add(sort)
                    yield from variations(name, given, position)


def stored_cases() -> Iterator[tuple[Case, list[list]]]:
    """The calls of ``stored.txt`` and their answers."""
    for line in (HERE / "stored.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, rest = line.partition(" ")
            call, _, answer = rest.partition(" => ")
            given = split(call)
            formula = f"={name}({call})"
            case = Case(name, len(given), formula, "", shown=tuple(displayed(given)))
            rows = [[literal(cell) for cell in row.split(",")] for row in answer.split(";")]
            yield case, rows


def spilled(folder: Path, table: Known | None) -> list[tuple[Case, list[list], list[list]]]:
    """The stored cases, our answers as they spill, and the right ones."""
    tried = list(stored_cases())
    path = folder / "spills.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Sheet1")
        for row, values in enumerate(DATA):
            sheet.write_row(row, 0, values)
        for number, (case, rows) in enumerate(tried):
            top = FIRST_ROW + 20 * number
            sheet.write_dynamic_array_formula(top, 0, top, 0, case.formula)
            area = f"=Sheet1!$A${top + 1}:${chr(64 + len(rows[0]))}${top + len(rows)}"
            book.define_name(f"case_{number}", area)
    recalculated = HeadlessBook(path, functions={}, known=table)
    recalculated.recalculate()
    return [
        (case, recalculated.read(f"case_{number}"), rows)
        for number, (case, rows) in enumerate(tried)
    ]


def split(call: str) -> list[str]:
    """The arguments of a call as texts."""
    tokens = [Token("function", "F("), *tokenize(call), Token("close", ")")]
    texts = ["".join(token.text for token in part) for part in arguments(tokens, 0)[0]]
    return [] if texts == [""] else texts


def displayed(given: list[str]) -> Iterator[tuple[int, str, str]]:
    """The position, form and kinds of the arguments of a call."""
    for position, text in enumerate(given):
        area = parse_area(text, "-")
        if text.startswith("Single"):
            yield position, "cell", text[6]
        elif area is not None:
            single = area.rows * area.columns == 1
            for row, column in area.places():
                kind = kind_of(DATA[row - 1][column - 1]) if row <= len(DATA) else "z"
                yield position, "cell" if single else "range", kind
        elif text.startswith("{"):
            for token in tokenize(text[1:-1]):
                if token.kind in ("number", "text"):
                    yield position, "array", kind_of(literal(token.text))
                elif token.kind in ("word", "error"):
                    yield position, "array", "b" if token.kind == "word" else "e"
        elif text in ("TRUE", "FALSE"):
            yield position, "value", "b"
        elif re.search(r"[A-Z]\d.*[=<>]", text):
            yield position, "array", "b"
        elif text.startswith("#"):
            yield position, "value", "e"
        elif not text:
            yield position, "value", "o"
        elif not re.match(r"[A-Z:]", text):
            yield position, "value", kind_of(literal(text))


def literal(text: str) -> float | str | bool:
    """The value of a constant in a formula."""
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    return text[1:-1] if text.startswith('"') else float(text)


def written(name: str, given: list[str]) -> str:
    """The formula of a call."""
    if name.endswith("x") and len(name) == 2:
        return f"={given[0]}%" if name == "%x" else f"={name[0]}{given[0]}"
    if name == ":":
        return f"=SUM({given[0]}:{given[1]})"
    if not name[0].isalpha():
        return f"={given[0]}{name}{given[1]}"
    call = f"{name}({','.join(given)})"
    if name == "OFFSET":
        return f"=SUM({call})"
    if viewed(name, given):
        return f"{{=SUM({call})}}"
    if name == "TRANSPOSE":
        return f"{{=INDEX({call},1,2)}}"
    return f"{{=SUM({call})}}" if gives_arrays(name) else f"={call}"


def viewed(name: str, given: list[str]) -> bool:
    """Whether the answer is an array, of which the sum is compared."""
    return name in ("CHOOSE", "IF", "IFERROR", "IFNA") and any(
        ":" in text or "{" in text for text in given
    )


def variations(name: str, given: list[str], position: int) -> Iterator[Case]:
    """The call with another argument in one place."""

    def call(text: str) -> str:
        formula = written(name, [*given[:position], text, *given[position + 1 :]])
        if name == "INDEX" and position and text in ("", "0", "Singlez!A1", "Singlezero!A1"):
            return f"=SUM({formula[1:]})"  # a whole row or column
        return formula

    def case(text: str, form: str, kind: str, asked: str = "") -> Case:
        return Case(name, len(given), call(text), call(asked or text), position, form, kind)

    area = parse_area(given[position], "-")
    if name[0].isalpha() and len(given) > 1:
        yield case("", "value", "o")
    for kind, texts in VALUES.items():
        for text, row in nearby(given[position], kind):
            yield case(text, "value", kind)
            yield case(f"Near!A{row}", "cell", kind)
        for number, text in enumerate(() if kind in "1n" and large(given[position]) else texts):
            instead = truth(name, position, "value") if kind == "b" else ""
            if kind == "b" and position and viewed(name, given):
                instead = "ignored"
            if kind != "z":
                yield case(text, "value", kind, TRUTHS[instead][number] if instead else "")
            if instead != "ignored":
                instead = truth(name, position, "cell") if kind == "b" else ""
            cell = f"Single{instead}!A{number + 1}" if instead else ""
            yield case(f"{named('Single', kind)}!A{number + 1}", "cell", kind, cell)
        if not takes_array(name, position):
            continue
        instead = truth(name, position, "range") if kind == "b" else ""
        if kind == "b" and position and viewed(name, given):
            instead = "ignored"
        if area is not None and area.rows * area.columns > 1:
            for way in ("One",) if kind in known.NUMBERS else ("One", "All"):
                asked = f"{way}{instead}!{given[position]}" if instead else ""
                yield case(f"{named(way, kind)}!{given[position]}", "range", kind, asked)
            if kind != "z":
                asked = array(area, TRUTHS[instead][0]) if instead else ""
                if name == "IFERROR":  # of a constant array LibreOffice makes #N/A
                    asked = f"{named('One', instead or kind)}!{given[position]}"
                yield case(array(area, texts[0]), "array", kind, asked)
        elif given[position].startswith("{") and kind != "z":
            asked = changed_array(given[position], TRUTHS[instead][0]) if instead else ""
            yield case(changed_array(given[position], texts[0]), "array", kind, asked)


def named(way: str, kind: str) -> str:
    """The sheet in which single cells, one cell of an area or all are of a kind."""
    return way + {"-": "negative", "0": "zero"}.get(kind, kind)


def truth(name: str, position: int, form: str) -> str:
    """How Excel treats TRUE in an argument where LibreOffice treats it otherwise."""
    if name in ("ISNUMBER", "VALUE"):
        return "ignored"
    if name in IGNORING and form != "value" and takes_array(name, position):
        return "ignored"
    if name == "&" or position in TEXT_ARGUMENTS.get(name, ()):
        return "spelled"
    if name in ("<", ">", "<=", ">=", "=", "<>"):
        return "ordered"
    return "" if name[0].isalpha() else "counted"


NEAR: dict[str, int] = {}


def nearby(text: str, kind: str) -> Iterator[tuple[str, int]]:
    """Other numbers of the same size as the argument, and the row of a cell that holds them."""
    if kind not in "1n-" or not text.replace(".", "", 1).isdigit() or not float(text):
        return
    base = float(text)
    numbers = [-base, -2 * base] if kind == "-" else [2 * base, base / 2]
    if large(text) and kind != "-":
        numbers = [base + 90, base - 40, base + 31.75]
    for number in (f"{number:.15g}" for number in numbers):
        if kind_of(float(number)) == kind:
            yield number, NEAR.setdefault(number, len(NEAR) + 1)


def large(text: str) -> bool:
    """Whether the argument is a year or a date, for which small numbers are no fair test."""
    return text.isdigit() and int(text) >= 1000


def array(area, text: str) -> str:
    """The data of an area as an array constant, with another second element."""
    elements = [
        [
            spelled(DATA[row - 1][column - 1]) if row <= 5 else "0"
            for column in range(area.left, area.right + 1)
        ]
        for row in range(area.top, area.bottom + 1)
    ]
    elements[len(elements) > 1][len(elements) == 1] = text
    return "{" + ";".join(",".join(row) for row in elements) + "}"


def changed_array(text: str, element: str) -> str:
    """An array constant with another second element."""
    tokens = tokenize(text[1:-1])
    places = [i for i, token in enumerate(tokens) if token.kind in ("number", "text")]
    place = places[1] if len(places) > 1 else places[0]
    signed = place > 0 and tokens[place - 1].text == "-"
    tokens[place - signed : place + 1] = [Token("text", element)]
    return "{" + "".join(token.text for token in tokens) + "}"


def spelled(value) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def build(path: Path, formulas: list[str]) -> None:
    """A book with the data, the data with other kinds in it, and one formula a row."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Sheet1")
        for row, values in enumerate(DATA):
            sheet.write_row(row, 0, values)
        for kind, texts in (VALUES | TRUTHS).items():
            single = book.add_worksheet(named("Single", kind))
            for row, text in enumerate(texts):
                put(single, row, 0, text)
            for way, chosen in (("One", texts[0]), ("All", texts[-1])):
                copy = book.add_worksheet(named(way, kind))
                for row, values in enumerate(DATA):
                    for column, value in enumerate(values):
                        if value is not None and (
                            way == "All" or row == 1 or (row, column) == (0, 1)
                        ):
                            put(copy, row, column, chosen)
                        else:
                            copy.write(row, column, value)
        near = book.add_worksheet("Near")
        for number, row in NEAR.items():
            near.write_number(row - 1, 0, float(number))
        for row, formula in enumerate(formulas, FIRST_ROW - 1):
            if formula.startswith("{"):
                sheet.write_array_formula(row, 0, row, 0, stored(formula))
            else:
                sheet.write_formula(row, 0, stored(formula))
        book.define_name("answers", f"=Sheet1!$A${FIRST_ROW}:$A${FIRST_ROW + len(formulas) - 1}")
    without_results(path)


def stored(formula: str) -> str:
    """The formula as Excel stores it."""

    def prefixed(match: re.Match[str]) -> str:
        new = match[1] in FUTURE or ("." in match[1] and match[1] != "ERROR.TYPE")
        return f"_xlfn.{match[0]}" if new else match[0]

    return re.sub(r"(?<![\w.])([A-Z][A-Z0-9]*(?:\.[A-Z0-9]+)*)\(", prefixed, formula)


def put(sheet, row: int, column: int, text: str) -> None:
    """A constant as the content of a cell."""
    if text == '""':
        sheet.write_formula(row, column, '=""', None, "")
    elif text.startswith('"'):
        sheet.write_string(row, column, text[1:-1])
    elif text.startswith("#"):
        sheet.write_formula(row, column, f"={text}", None, text)
    elif text in ("TRUE", "FALSE"):
        sheet.write_boolean(row, column, text == "TRUE")
    elif text:
        sheet.write_number(row, column, float(text))


def without_results(path: Path) -> None:
    """Take the zeros away that XlsxWriter stores as results."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</f><v>0</v>", b"</f>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def answers(path: Path) -> list:
    """The stored results of a book."""
    rows = HeadlessBook(path, writable=False, functions={}).read("answers")
    return [None if row[0] == "" else row[0] for row in rows]


def ours(path: Path, table: Known | None) -> list:
    """The results after a recalculation; cells that were frozen hold the word FROZEN."""
    book = HeadlessBook(path, functions={}, known=table)
    frozen = {note.cell for note in book.recalculate().frozen}
    return [
        "FROZEN" if f"A{FIRST_ROW + row}" in frozen else None if value == "" else value
        for row, (value,) in enumerate(book.read("answers"))
    ]


def agree(mine, theirs) -> bool:
    """Whether two results are the same; LibreOffice stores all of its own errors as #VALUE!."""
    if isinstance(mine, CellError) and isinstance(theirs, CellError):
        return theirs.code in (mine.code, "#VALUE!")
    if isinstance(mine, bool) or isinstance(theirs, bool):
        return mine is theirs
    if isinstance(mine, float | int) and isinstance(theirs, float | int):
        return abs(mine - theirs) <= 1e-9 * max(abs(theirs), 1e-3)
    if isinstance(mine, list) and isinstance(theirs, list):
        return all(map(agree, chain(*mine), chain(*theirs)))
    return type(mine) is type(theirs) and mine == theirs


def excused(function: str, mine, theirs) -> bool:
    """Whether we keep to Excel's description where LibreOffice departs from it."""
    if function in ITERATING:  # no answer is #NUM!
        return isinstance(mine, CellError) and isinstance(theirs, CellError)
    if function in RANKING:  # a number that is not in the list is #N/A
        return isinstance(mine, CellError) and mine.code == "#N/A"
    if function == "DATEVALUE":  # the order of day and month is that of the country
        return mine == "FROZEN"
    if function in TRUNCATING:  # to three digits
        return isinstance(mine, float) and isinstance(theirs, float) and abs(mine - theirs) < 1.1e-3
    return False


def table(tried: list[Case], mine: list, theirs: list, spills: list) -> dict:
    """What is known when these are the answers: per function and number of arguments."""
    tried = [*tried, *(case for case, _, _ in spills)]
    mine = [*mine, *(found for _, found, _ in spills)]
    theirs = [*theirs, *(right for _, _, right in spills)]
    found: dict[str, dict[int, Entry]] = {}
    groups = grouped(tried, mine, theirs)
    right: Counter[str] = Counter()
    for (name, _), answered in groups.items():
        right[name] += sum(same for _, same, _ in answered)
    for (name, count), answered in groups.items():
        plain = all(same for case, same, _ in answered if case.position is None)
        if plain and right[name] >= (FEWEST if count else 1):
            rightly = [answer for _, same, answer in answered if same and answer != "FROZEN"]
            kinds = {"e"}.union(*map(spelling, rightly))
            entry = Entry(frozenset(kinds), arguments_of(count, answered))
            found.setdefault(name, {})[count] = entry
    return found


def grouped(tried: list[Case], mine: list, theirs: list) -> dict:
    """Cases by function and number of arguments, each with whether it agrees and our answer."""
    groups: dict[tuple[str, int], list] = {}
    for case, one, other in zip(tried, mine, theirs, strict=True):
        if case.function in LOOKUPS and case.position is not None and one == "FROZEN":
            continue  # its list is not in order, which is noticed in workbooks, too
        same = agree(one, other) or excused(case.function, one, other)
        groups.setdefault((case.function, case.count), []).append((case, same, one))
    return groups


def spelling(answer) -> set[str]:
    """The kinds of an answer; one text stands for all."""
    kinds = known.kinds_of("" if answer is None else answer)
    return set(kinds | known.TEXTS if kinds & known.TEXTS else kinds)


def arguments_of(count: int, answered: list) -> tuple:
    """The kinds each argument was rightly tried with."""
    kinds: dict[tuple[int, str, str], bool] = {}
    for case, same, _ in answered:
        if case.position is not None:
            key = case.position, case.form, case.kind
            kinds[key] = kinds.get(key, True) and same
    for case, same, _ in answered:
        for key in case.shown if same else ():
            kinds.setdefault(key, True)
    return tuple(
        tuple(
            frozenset(kind for kind in known.KINDS if kinds.get((position, form, kind)))
            for form in known.FORMS
        )
        for position in range(count)
    )


def compared(folder: Path, convert) -> tuple[list[Case], list, list]:
    """The cases, our answers when everything is trusted, and LibreOffice's."""
    tried = list(cases())
    build(folder / "asked.xlsx", [case.asked for case in tried])
    theirs = answers(convert(folder / "asked.xlsx", "xlsx", folder / "theirs"))
    build(folder / "cases.xlsx", [case.formula for case in tried])
    return tried, ours(folder / "cases.xlsx", known.Everything()), theirs


def convert(path: Path, kind: str, folder: Path) -> Path:
    """LibreOffice's own calculation of a book, in a private profile."""
    profile = folder.parent / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / path.name


def write(found: dict) -> None:
    """Write the table of the package."""
    lines = [
        known.line_of(name, count, entry)
        for name, entries in sorted(found.items())
        for count, entry in sorted(entries.items())
    ]
    legend = "".join(f"#   {kind}  {words}\n" for kind, words in known.KINDS.items())
    TABLE.write_text(HEAD + legend + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write the table; with names of functions, show the cases in which they disagree."""
    with tempfile.TemporaryDirectory() as folder:
        tried, mine, theirs = compared(Path(folder), convert)
        spills = spilled(Path(folder), known.Everything())
    for case, one, other in zip(tried, mine, theirs, strict=True):
        if case.function in sys.argv[1:] and not agree(one, other):
            print(case.formula, case.position, case.form, case.kind, repr(one), repr(other))
    for case, one, other in spills:
        if not agree(one, other):
            print(case.formula, one, other)
    if not sys.argv[1:]:
        found = table(tried, mine, theirs, spills)
        write(found)
        print(f"{len(found)} functions and operators, {len(tried)} cases")


if __name__ == "__main__":
    main()
