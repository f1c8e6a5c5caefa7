"""Reads XML parts with expat, refusing what a workbook never needs: DTDs and entities."""

from collections.abc import Iterable
from typing import NamedTuple
from xml.parsers import expat

from passivefolio.errors import FileProblem

_DEEPEST = 200


class Element(NamedTuple):
    """One element: its name without prefix, its attributes, its own text."""

    name: str
    attributes: dict[str, str]
    text: str


def local(name: str) -> str:
    """The name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def refuse_doctype(*_: object) -> None:
    """A document type declaration can hide files and endless entities; no workbook has one."""
    raise FileProblem("one of its parts has a document type declaration (DTD), which is not safe")


def refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    """Byte positions are only sure in UTF-8."""
    if encoding is not None and encoding.upper() not in ("UTF-8", "UTF8", "US-ASCII"):
        raise FileProblem(f"one of its parts is written in {encoding}, UTF-8 is expected")


def new_parser() -> expat.XMLParserType:
    """A parser with the refusals in place."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.XmlDeclHandler = refuse_encoding
    return parser


def refuse_depth(depth: int) -> None:
    """Elements within elements without end are made to exhaust the machine."""
    if depth > _DEEPEST:
        raise FileProblem("one of its parts is nested too deeply to be safe")


def run(parser: expat.XMLParserType, pieces: Iterable[bytes], part: str) -> None:
    """Parse a whole part, given in pieces; damage is a FileProblem that names the part."""
    try:
        for number, piece in enumerate(pieces):
            if number == 0 and piece[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise FileProblem(f"the part {part} is not written in UTF-8")
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise FileProblem(f"the part {part} is damaged ({problem})") from problem


def elements(data: bytes, part: str, wanted: set[str]) -> list[Element]:
    """Every element with one of the wanted names, in document order."""
    found: list[Element] = []
    texts: list[list[str]] = []
    open_elements: list[list[str] | None] = []
    parser = new_parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        text: list[str] | None = None
        if local(name) in wanted:
            text = []
            texts.append(text)
            found.append(Element(local(name), attributes, ""))
        open_elements.append(text)
        refuse_depth(len(open_elements))

    def characters(data: str) -> None:
        if open_elements[-1] is not None:
            open_elements[-1].append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_elements.pop()
    parser.CharacterDataHandler = characters
    run(parser, [data], part)
    return [
        element._replace(text="".join(text)) for element, text in zip(found, texts, strict=True)
    ]


def shared_strings(data: bytes, part: str) -> list[str]:
    """The texts of a shared string table, without phonetic hints."""
    strings: list[list[str]] = []
    path: list[str] = []
    parser = new_parser()

    def start(name: str, _attributes: dict[str, str]) -> None:
        path.append(local(name))
        refuse_depth(len(path))
        if path[-1] == "si":
            strings.append([])

    def characters(text: str) -> None:
        if path[-1] == "t" and "rPh" not in path and strings:
            strings[-1].append(text)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = characters
    run(parser, [data], part)
    return ["".join(pieces) for pieces in strings]
