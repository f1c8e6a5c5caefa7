"""Which arguments of a worksheet function take a whole array, and which functions give one.

Other functions take single cells. Given an array, an array formula applies them to each element,
which the engine does not do by itself.
"""

from collections.abc import Sequence

from passivefolio.hosts.headless.words import words

_EVERYWHERE = words(
    """
    AND ANCHORARRAY AVEDEV AVERAGE AVERAGEA CHOOSE COLUMNS CONCAT CORREL COUNT COUNTA COUNTBLANK
    COVAR COVARIANCE.P COVARIANCE.S DEVSQ F.TEST FILTER FREQUENCY FTEST GCD GEOMEAN GROWTH HARMEAN
    HSTACK IF IFERROR INTERCEPT IRR KURT LCM LINEST LOGEST MAX MAXA MDETERM MEDIAN MIN MINA
    MINVERSE MIRR MMULT MODE MODE.SNGL MULTINOMIAL NPV OR PEARSON PRODUCT ROWS RSQ SKEW SLOPE SORT
    SORTBY STDEV STDEV.P STDEV.S STDEVA STDEVP STDEVPA STEYX SUM SUMPRODUCT SUMSQ SUMX2MY2
    SUMX2PY2 SUMXMY2 TEXTJOIN TOCOL TOROW TRANSPOSE TREND UNIQUE VAR VAR.P VAR.S VARA VARP VARPA
    VSTACK XIRR XNPV XOR
    """
)
_SOMEWHERE = {
    "AVERAGEIF": (0, 2),
    "CHISQ.TEST": (0, 1),
    "CHOOSECOLS": (0,),
    "CHOOSEROWS": (0,),
    "COUNTIF": (0,),
    "DROP": (0,),
    "FORECAST": (1, 2),
    "FORECAST.LINEAR": (1, 2),
    "HLOOKUP": (1,),
    "INDEX": (0,),
    "LARGE": (0,),
    "LOOKUP": (1, 2),
    "MATCH": (1,),
    "NETWORKDAYS": (2,),
    "NETWORKDAYS.INTL": (3,),
    "OFFSET": (0,),
    "PERCENTILE": (0,),
    "PERCENTILE.EXC": (0,),
    "PERCENTILE.INC": (0,),
    "PERCENTRANK": (0,),
    "PERCENTRANK.EXC": (0,),
    "PERCENTRANK.INC": (0,),
    "QUARTILE": (0,),
    "QUARTILE.EXC": (0,),
    "QUARTILE.INC": (0,),
    "RANK": (1,),
    "RANK.AVG": (1,),
    "RANK.EQ": (1,),
    "SMALL": (0,),
    "SUMIF": (0, 2),
    "T.TEST": (0, 1),
    "TAKE": (0,),
    "TRIMMEAN": (0,),
    "VLOOKUP": (1,),
    "WORKDAY": (2,),
    "WORKDAY.INTL": (3,),
    "XLOOKUP": (1, 2),
    "XMATCH": (1,),
}
_CRITERIA_SECOND = frozenset({"AVERAGEIFS", "MAXIFS", "MINIFS", "SUMIFS"})
_ARRAY_RESULTS = words(
    """
    ANCHORARRAY CHOOSECOLS CHOOSEROWS DROP FILTER FREQUENCY GROWTH HSTACK INDIRECT LINEST
    LOGEST MINVERSE MMULT MODE.MULT MUNIT RANDARRAY SEQUENCE SORT SORTBY TAKE TEXTSPLIT TOCOL
    TOROW TRANSPOSE TREND UNIQUE VSTACK XLOOKUP
    """
)
_AS_ARGUMENTS = frozenset({"CHOOSE", "IF", "IFERROR"})  # an array when an argument is one

_SINGLE = words(
    """
    ABS ACOS ACOSH ASIN ASINH ATAN ATAN2 ATANH CEILING CEILING.MATH CHAR CHISQ.DIST CHISQ.DIST.RT
    CHISQ.INV CHISQ.INV.RT CODE COMBIN CONCATENATE COS COSH DATE DATEDIF DATEVALUE DAY DAYS DAYS360
    DEGREES EDATE EFFECT EOMONTH ERROR.TYPE EVEN EXACT EXP F.DIST F.INV FACT FIND FIXED FLOOR
    FLOOR.MATH FV HOUR IFNA INT IPMT ISBLANK ISERR ISERROR ISEVEN ISLOGICAL ISNA ISNONTEXT ISNUMBER
    ISODD ISTEXT LEFT LEN LN LOG LOG10 LOWER MID MINUTE MOD MONTH MROUND N NOMINAL NORM.DIST
    NORM.INV NORM.S.DIST NORM.S.INV NORMDIST NORMINV NORMSDIST NORMSINV NOT NPER ODD PMT POWER PPMT
    PROPER PV QUOTIENT RADIANS RATE REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP RRI SEARCH SECOND
    SIGN SIN SINH SQRT STANDARDIZE SUBSTITUTE T T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T TAN TANH
    TEXT TIME TRIM TRUNC UPPER VALUE WEEKDAY WEEKNUM YEAR YEARFRAC
    """
)
_LIFTED = _SINGLE | _CRITERIA_SECOND | frozenset(_SOMEWHERE) | {"COUNTIFS"}

_AS_ARRAY = words(
    """
    CHISQ.TEST CHITEST CORREL COVAR COVARIANCE.P COVARIANCE.S F.TEST FORECAST FORECAST.LINEAR FTEST
    INDEX INTERCEPT LOOKUP MDETERM MINVERSE MMULT MODE MODE.MULT MODE.SNGL PEARSON PROB RSQ SLOPE
    STEYX SUMPRODUCT SUMX2MY2 SUMX2PY2 SUMXMY2 T.TEST TRANSPOSE TTEST Z.TEST
    """
)
_AS_ARRAY_IN_PART = {
    "FORECAST": (1, 2),
    "FORECAST.LINEAR": (1, 2),
    "INDEX": (0,),
    "LOOKUP": (1, 2),
}

ABOVE_ZERO = dict.fromkeys(
    words("COLUMN COLUMNS DATE DAY FACT MATCH MONTH RANK RANK.EQ ROW ROWS WEEKDAY XMATCH YEAR"),
    frozenset("1"),
) | dict.fromkeys(
    words("ABS COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS EXP HOUR LEN MINUTE SECOND SQRT STDEV.S"),
    frozenset("1n0"),
)  # functions that never answer with certain kinds of numbers

EXTENDING = frozenset({"AVERAGEIF", "SUMIF"})  # reach beyond the cell that is their last argument
REFERENCE_FUNCTIONS = frozenset(
    {"AREAS", "CELL", "COLUMN", "FORMULATEXT", "INDIRECT", "ISFORMULA", "ISREF", "OFFSET", "ROW"}
    | {"SHEET", "SUBTOTAL"}
)
TEXT_ARGUMENTS: dict[str, Sequence[int]] = {
    "CLEAN": range(1),
    "CONCAT": range(255),
    "CONCATENATE": range(255),
    "EXACT": range(2),
    "FIND": range(2),
    "LEFT": range(1),
    "LEN": range(1),
    "LOWER": range(1),
    "MID": range(1),
    "PROPER": range(1),
    "REPLACE": (0, 3),
    "REPT": range(1),
    "RIGHT": range(1),
    "SEARCH": range(2),
    "SUBSTITUTE": range(3),
    "TEXTJOIN": range(2, 255),
    "TRIM": range(1),
    "UPPER": range(1),
}  # numbers given here are written out as text


def takes_array(function: str, position: int) -> bool:
    """Whether an argument (counted from 0) takes a range or array as a whole."""
    if function in _EVERYWHERE:
        return not (function == "CHOOSE" and position == 0)
    if function in _CRITERIA_SECOND:
        return position == 0 or position % 2 == 1
    if function == "COUNTIFS":
        return position % 2 == 0
    if function == "SUBTOTAL":
        return position > 0
    return position in _SOMEWHERE.get(function, ())


def evaluates_as_array(function: str, position: int) -> bool:
    """Whether an expression in this argument is worked out cell by cell in any formula."""
    return function in _AS_ARRAY and position in _AS_ARRAY_IN_PART.get(function, (position,))


def works_on_each_element(function: str) -> bool:
    """Whether array formulas apply the function to each element of its single-cell arguments."""
    return function in _LIFTED


def gives_one_cell(function: str, arguments: list[str], scalar: list[bool]) -> bool:
    """Whether a call surely gives one value, from its arguments and which of them surely do."""
    if function in _ARRAY_RESULTS:
        return False
    if function in _AS_ARGUMENTS:
        return all(scalar)
    if function == "INDEX":
        return len(arguments) > 1 and all(text.strip() not in ("", "0") for text in arguments[1:])
    if function == "OFFSET":
        return len(arguments) <= 3 and scalar[0]
    return True


def gives_arrays(function: str) -> bool:
    """Whether the function answers with an array."""
    return function in _ARRAY_RESULTS and function not in ("INDIRECT", "XLOOKUP")
