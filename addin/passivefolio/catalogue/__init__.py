"""The catalogue: every worksheet function, described once; all surfaces are derived from it."""

from passivefolio.catalogue.about import BY_NAME, FUNCTIONS, explanation, find
from passivefolio.catalogue.model import (
    REQUIRED,
    Answer,
    Arg,
    Example,
    Function,
    Kind,
    default_text,
)

__all__ = [
    "BY_NAME",
    "FUNCTIONS",
    "REQUIRED",
    "Answer",
    "Arg",
    "Example",
    "Function",
    "Kind",
    "default_text",
    "explanation",
    "find",
]
