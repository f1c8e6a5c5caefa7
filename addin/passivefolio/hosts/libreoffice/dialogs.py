"""Windows to read and choose in; whatever fails in them is told in a box."""

from collections.abc import Callable, Sequence
from typing import Any

import uno
import unohelper
from com.sun.star.awt import XActionListener, XItemListener, XTextListener
from com.sun.star.awt.MessageBoxType import ERRORBOX, INFOBOX, QUERYBOX
from com.sun.star.datatransfer import DataFlavor, XTransferable

from passivefolio.hosts.libreoffice.office import service

OK, YES_OR_NO = 1, 3  # com.sun.star.awt.MessageBoxButtons
YES = 2  # com.sun.star.awt.MessageBoxResults
CLOSE = 2  # com.sun.star.awt.PushButtonType.CANCEL
BOLD = 150.0  # com.sun.star.awt.FontWeight
POSITION = 3  # com.sun.star.awt.PosSize.POS
MARGIN = 8
LINE = 11


class Window:
    """A dialog under construction: a title, a size in dialog units, controls by name."""

    def __init__(self, context: Any, title: str, width: int, height: int) -> None:
        self._context = context
        self._model = service(context, "com.sun.star.awt.UnoControlDialogModel")
        self._model.Title, self._model.Width, self._model.Height = title, width, height
        self.dialog = service(context, "com.sun.star.awt.UnoControlDialog")
        self.dialog.setModel(self._model)

    def add(self, kind: str, name: str, area: tuple[int, int, int, int], **looks: Any) -> Any:
        """A control at (x, y, width, height); gives its model."""
        model = self._model.createInstance(f"com.sun.star.awt.{kind}Model")
        model.PositionX, model.PositionY, model.Width, model.Height = area
        model.Name = name
        for key, value in looks.items():
            setattr(model, key, value)
        self._model.insertByName(name, model)
        return model

    def label(self, name: str, area: tuple[int, int, int, int], text: str, **looks: Any) -> Any:
        """A line of text, or several."""
        given = {"MultiLine": True, "NoLabel": True, **looks}
        return self.add("UnoControlFixedText", name, area, Label=text, **given)

    def text(self, name: str, area: tuple[int, int, int, int], text: str, **looks: Any) -> Any:
        """Text to read, select and copy."""
        given = {"MultiLine": True, "AutoVScroll": True, **looks}
        return self.add("UnoControlEdit", name, area, Text=text, ReadOnly=True, **given)

    def choices(
        self, name: str, area: tuple[int, int, int, int], items: Sequence[str], **looks: Any
    ) -> Any:
        """A list to choose one of."""
        model = self.add("UnoControlListBox", name, area, **looks)
        model.StringItemList = tuple(items)
        model.SelectedItems = (0,) if items else ()
        return model

    def button(
        self,
        name: str,
        area: tuple[int, int, int, int],
        text: str,
        action: Callable[[], None] | None = None,
        **looks: Any,
    ) -> Any:
        """A button; without an action it closes the window."""
        kind = {} if action else {"PushButtonType": CLOSE}
        model = self.add("UnoControlButton", name, area, Label=text, **{**kind, **looks})
        if action:
            self.control(name).addActionListener(Reaction(self._context, action))
        return model

    def table(
        self, name: str, area: tuple[int, int, int, int], columns: Sequence[tuple[str, int]]
    ) -> Callable[[Sequence[Sequence[str]]], None]:
        """A table of texts under titles, with shares of the width; gives what fills its rows.

        Not LibreOffice's own grid, which brings LibreOffice down when its window closes.
        """
        left, top, width, height = area
        lines = height // LINE - 1
        places = [left]
        for title, share in columns:
            across = share * width // sum(each for _, each in columns)
            self.label(f"{name}-{title}", (places[-1], top, across, LINE), title, FontWeight=BOLD)
            for line in range(1, lines + 1):
                cell = (places[-1], top + line * LINE, across, LINE)
                looks = {"Border": 0, "MultiLine": False, "AutoVScroll": False}
                self.text(f"{name}-{title}-{line}", cell, "", **looks)
            places.append(places[-1] + across)

        def fill(rows: Sequence[Sequence[str]]) -> None:
            for line in range(lines):
                for place, (title, _) in enumerate(columns):
                    text = rows[line][place] if line < len(rows) else ""
                    self._model.getByName(f"{name}-{title}-{line + 1}").Text = text

        return fill

    def height(self, height: int) -> None:
        """Set the height, once it is known."""
        self._model.Height = height

    def control(self, name: str) -> Any:
        """A control by its name."""
        return self.dialog.getControl(name)

    def chosen(self, name: str) -> int:
        """The place of the chosen item of a list; -1 when there is none."""
        selected = self._model.getByName(name).SelectedItems
        return selected[0] if selected else -1

    def on_choice(self, name: str, action: Callable[[], None]) -> None:
        """What happens when another item of a list is chosen."""
        self.control(name).addItemListener(Reaction(self._context, action))

    def on_typing(self, name: str, action: Callable[[], None]) -> None:
        """What happens when a text is edited."""
        self.control(name).addTextListener(Reaction(self._context, action))

    def show(self, focus: str) -> None:
        """Show the window until it is closed."""
        toolkit = service(self._context, "com.sun.star.awt.Toolkit")
        parent = parent_window(self._context)
        self.dialog.createPeer(toolkit, parent)
        self._center_over(parent)
        self.control(focus).setFocus()
        try:
            self.dialog.execute()
        finally:
            self.dialog.dispose()

    def _center_over(self, parent: Any) -> None:
        if parent is not None:
            around, own = parent.getPosSize(), self.dialog.getPosSize()
            left, top = (around.Width - own.Width) // 2, (around.Height - own.Height) // 2
            self.dialog.setPosSize(max(left, 0), max(top, 0), 0, 0, POSITION)

    def close(self) -> None:
        """Close the window."""
        self.dialog.endExecute()


class Reaction(unohelper.Base, XActionListener, XItemListener, XTextListener):  # type: ignore[misc]
    """Calls a function when something happens; what fails in it is told."""

    def __init__(self, context: Any, action: Callable[[], None]) -> None:
        self._context = context
        self._action = action

    def _act(self, _: Any) -> None:
        from passivefolio.hosts.libreoffice.menu import carry_out

        carry_out(self._action, self._context)

    actionPerformed = itemStateChanged = textChanged = _act  # noqa: N815

    def disposing(self, source: Any) -> None:
        """Nothing to clean up."""


def parent_window(context: Any) -> Any:
    """The window in front, over which a dialog opens; None when there is none."""
    desktop = service(context, "com.sun.star.frame.Desktop")
    frame = desktop.getCurrentFrame()
    return frame.ContainerWindow if frame is not None else None


class PlainText(unohelper.Base, XTransferable):  # type: ignore[misc]
    """Text for the clipboard."""

    FLAVOR = DataFlavor("text/plain;charset=utf-16", "Text", uno.getTypeByName("string"))

    def __init__(self, text: str) -> None:
        self._text = text

    def getTransferData(self, _: Any) -> str:  # noqa: N802
        """The text."""
        return self._text

    def getTransferDataFlavors(self) -> tuple[Any, ...]:  # noqa: N802
        """The one form in which it comes."""
        return (self.FLAVOR,)

    def isDataFlavorSupported(self, flavor: Any) -> bool:  # noqa: N802
        """Whether it comes in that form."""
        return bool(flavor.MimeType == self.FLAVOR.MimeType)


def copy(context: Any, text: str) -> None:
    """Put text on the clipboard."""
    clipboard = service(context, "com.sun.star.datatransfer.clipboard.SystemClipboard")
    clipboard.setContents(PlainText(text), None)


def tell(context: Any, text: str, *, problem: bool = False) -> None:
    """A box with a sentence, until it is closed."""
    _box(context, ERRORBOX if problem else INFOBOX, OK, text)


def ask(context: Any, text: str) -> bool:
    """A question to answer by yes or no."""
    return bool(_box(context, QUERYBOX, YES_OR_NO, text) == YES)


def _box(context: Any, kind: Any, buttons: int, text: str) -> int:
    toolkit = service(context, "com.sun.star.awt.Toolkit")
    box = toolkit.createMessageBox(parent_window(context), kind, buttons, "Passivefolio", text)
    try:
        return int(box.execute())
    finally:
        box.dispose()
