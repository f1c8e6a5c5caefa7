"""What happens to a document when it has been loaded or saved."""

from typing import Any


def react(event: str | None, document: Any) -> None:
    """Bind the plain names of our functions in a loaded document, write them in a saved one."""
