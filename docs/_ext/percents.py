"""A number and its percent sign stay on one line."""

import re
from typing import Any

from docutils import nodes

VERBATIM = (nodes.literal, nodes.raw, nodes.FixedTextElement)


def setup(app: Any) -> dict[str, Any]:
    """Look at every page when it is complete."""
    app.connect("doctree-resolved", lambda app, page, name: keep_together(page))
    return {"parallel_read_safe": True, "version": "1"}


def keep_together(page: nodes.document) -> None:
    """Put a space that does not break between the two."""
    for text in list(page.findall(nodes.Text)):
        if not isinstance(text.parent, VERBATIM):
            kept = re.sub(r"(?<=\d) (?=%)", "\N{NO-BREAK SPACE}", text)
            text.parent.replace(text, nodes.Text(kept))
