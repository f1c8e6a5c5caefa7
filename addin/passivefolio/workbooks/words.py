"""Numbers and dates inside sentences, right whatever the language of the spreadsheet program.

TEXT(x,"0.00%") and TEXT(d,"yyyy") read their format in the user's language, in which a decimal
point may be a comma and a year a J; FIXED, YEAR and MONTH do not. All give formulas without a =.
"""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def percent(value: str, digits: int = 2) -> str:
    """0.0475 as 4.75%."""
    return f'FIXED(100*({value}),{digits},TRUE())&"%"'


def signed_percent(value: str, digits: int = 2) -> str:
    """0.0475 as +4.75%, -0.01 as -1.00%."""
    return f'IF({value}>=0,"+","")&{percent(value, digits)}'


def decimal(value: str, digits: int = 2) -> str:
    """1.8321 as 1.83."""
    return f"FIXED({value},{digits},TRUE())"


def money(value: str) -> str:
    """12345.6 as 12,346."""
    return f"FIXED({value},0)"


def month(date: str) -> str:
    """A date as March 2017."""
    names = ",".join(f'"{name}"' for name in MONTHS)
    return f'CHOOSE(MONTH({date}),{names})&" "&YEAR({date})'


def day(date: str) -> str:
    """A date as 2017-03-31."""
    return f'YEAR({date})&"-"&TEXT(MONTH({date}),"00")&"-"&TEXT(DAY({date}),"00")'


def fitted(text: str, room: int) -> str:
    """A name; when it is longer than the room for it, its beginning and its end."""
    end = 2 * room // 5
    return f'IF(LEN({text})>{room},LEFT({text},{room - end - 1})&"…"&RIGHT({text},{end}),{text})'
