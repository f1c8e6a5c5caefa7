"""What VBA accepts: names, lines and characters; everything we write is held to it."""

import re

from passivefolio.errors import FileProblem

LONGEST_LINE = 1022
MOST_CONTINUATIONS = 24
LONGEST_MODULE_NAME = 31
LONGEST_NAME = 255
LONGEST_TEXT = 255
CELL_ADDRESS = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*([Cc][0-9]*)?|[Cc][0-9]*")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
WORDS = """
    abs addressof alias and any array as attribute base boolean byref byte byval call case cbool
    cbyte ccur cdate cdbl cdec cint circle clng clnglng clngptr compare const csng cstr currency
    cvar cverr date debug decimal declare defbool defbyte defcur defdate defdbl defdec defint deflng
    deflnglng deflngptr defobj defsng defstr defvar dim do doevents double each else elseif empty
    end endif enum eqv erase error event exit explicit false fix for friend function get global
    gosub goto if imp implements in inputb input int integer is lbound len lenb let lib like line
    lock long longlong longptr loop lset me mid midb mod module new next not nothing null object on
    open option optional or paramarray preserve print private property pset ptrsafe public put
    raiseevent redim rem reset resume return rset scale seek select set sgn shared single spc
    static step stop string strict sub tab text then to true type typeof ubound unknown unlock until
    variant wend while width withevents write xor
"""
RESERVED = frozenset(WORDS.split())
"""Words that name nothing else in VBA."""


def check_function(name: str, arguments: list[str]) -> None:
    """Refuse the name of a worksheet function, or of its arguments, that Excel would refuse."""
    if CELL_ADDRESS.fullmatch(name):
        raise FileProblem(f"{name} reads as the address of a cell")
    lowered = [word.lower() for word in (name, *arguments)]
    for word in lowered:
        if not NAME.fullmatch(word) or word in RESERVED or len(word) > LONGEST_NAME:
            raise FileProblem(f"VBA refuses {word} as a name in {name}")
    if len(set(lowered)) < len(lowered):
        raise FileProblem(f"two names in {name} are the same to VBA")


def check(name: str, text: str) -> None:
    """Refuse a module that Excel would not take."""
    if not NAME.fullmatch(name) or len(name) > LONGEST_MODULE_NAME:
        raise FileProblem(f"VBA refuses {name} as the name of a module")
    continued = 0
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        where = f"{name}, line {number}"
        if len(line) > LONGEST_LINE:
            raise FileProblem(f"{where} is longer than {LONGEST_LINE} characters")
        continued = continued + 1 if line.endswith(" _") else 0
        if continued > MOST_CONTINUATIONS:
            raise FileProblem(f"{where} goes on for more than {MOST_CONTINUATIONS} lines")
        try:
            line.encode("cp1252")
        except UnicodeEncodeError as error:
            odd = line[error.start]
            raise FileProblem(f"{where} holds {odd!r}, which VBA cannot keep") from error
