"""What a function answers with where the engine departs from spreadsheets.

Some functions of the engine do not answer with an error, they stop everything around them up to
IFERROR, so that ISERROR, too, is an error; others answer with infinity in its place, which passes
for a number.
"""

from passivefolio.hosts.headless.parts import Part, called
from passivefolio.hosts.headless.syntax import Call, Constant, Node, Reference
from passivefolio.hosts.headless.words import words

_ASKING = words(
    """
    COUNTA ERROR.TYPE IFNA ISBLANK ISERR ISERROR ISEVEN ISLOGICAL ISNA ISNONTEXT ISNUMBER ISODD
    ISTEXT TYPE
    """
)  # functions that answer with other things than the error they are given
_BOUNDLESS = words(
    """
    AVEDEV AVERAGEA CEILING CHISQ.DIST CHISQ.DIST.RT CORREL COSH COVAR COVARIANCE.P COVARIANCE.S
    CUMIPMT CUMPRINC DB DEGREES DEVSQ EFFECT F.DIST F.DIST.RT F.TEST FISHERINV FLOOR FORECAST
    FORECAST.LINEAR FV GAMMALN INTERCEPT IPMT KURT MEDIAN MIRR MROUND NORM.INV NORMINV NPER
    PDURATION PEARSON PMT POISSON.DIST PPMT PRODUCT PV QUOTIENT RADIANS RRI RSQ SINH SKEW SLN SLOPE
    STANDARDIZE STDEV STDEV.P STDEV.S STDEVA STDEVP STDEVPA STEYX SUMSQ SUMX2MY2 SUMX2PY2 SUMXMY2
    SYD T.DIST T.INV T.INV.2T T.TEST TRIMMEAN VAR VAR.P VAR.S VARA VARP VARPA WEIBULL.DIST XNPV
    """
)  # functions whose number may be too large for the engine to call it an error
_REFERRING = frozenset({"INDIRECT", "OFFSET"})  # functions whose errors do arrive


def caught(function: str, position: int, node: Node, part: Part) -> Part:
    """An argument whose error arrives as a value where the function asks for it."""
    if isinstance(node, Reference | Constant) or (function == "IFNA" and position):
        return part
    if isinstance(node, Call) and node.name in _REFERRING:
        return part
    if function in _ASKING:
        inner = called("TRANSPOSE", [part.pieces])
        return part._replace(pieces=inner if part.scalar else called("TRANSPOSE", [inner]))
    if function == "COUNT" and part.scalar and "e" in part.kinds:
        kinds = part.kinds - {"e"} | {"t"}
        return part._replace(pieces=called("IFERROR", [part.pieces, ('"-"',)]), kinds=kinds)
    return part


def bounded(function: str, part: Part) -> Part:
    """The answer of a function, #NUM! when it is no finite number."""
    if function not in _BOUNDLESS or not part.scalar:
        return part
    return part._replace(pieces=("(", *part.pieces, "+0)"))
