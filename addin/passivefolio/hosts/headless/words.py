"""Lists of names as they are written: words between blanks."""


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
