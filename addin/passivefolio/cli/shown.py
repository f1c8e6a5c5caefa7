"""A value in words."""

from typing import Any


def shown(value: Any) -> str:
    """The value as a cell would show it, with all its digits."""
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:.15g}" if isinstance(value, float) else str(value)
