"""The window New from template: choose one, say where to save it, open it."""

from pathlib import Path
from typing import Any

import uno

from passivefolio.hosts.libreoffice.dialogs import BOLD, MARGIN, Window
from passivefolio.hosts.libreoffice.office import properties, service
from passivefolio.workbooks.templates import TEMPLATES, Listed, new_workbook

WIDTH, HEIGHT = 400, 250
LEFT = 130
PICTURES = Path(__file__).parent / "pictures"
SAVE = 1  # com.sun.star.ui.dialogs.TemplateDescription.FILESAVE_SIMPLE
FILTER = "Excel 2007-365 (.xlsx)"


def choose_template(context: Any) -> None:
    """Choose a template in a window, then where to save the workbook made from it."""
    window = Window(context, "New from template", WIDTH, HEIGHT)
    names = [title(template) for template in TEMPLATES]
    window.choices("templates", (MARGIN, MARGIN, LEFT, HEIGHT - 2 * MARGIN - 23), names)
    right = 2 * MARGIN + LEFT
    inner = WIDTH - right - MARGIN
    window.label("title", (right, MARGIN, inner, 13), "", FontHeight=13.0, FontWeight=BOLD)
    window.label("summary", (right, 24, inner, 20), "")
    picture = (right, 48, inner, HEIGHT - 48 - 31)
    window.add("UnoControlImageControl", "picture", picture, ScaleMode=1, Border=0)
    taken: list[Listed] = []

    def chosen() -> Listed:
        return TEMPLATES[window.control("templates").SelectedItemPos]

    def choose() -> None:
        file = PICTURES / f"{chosen().name}.png"
        window.control("title").Text = title(chosen())
        window.control("summary").Text = chosen().summary
        window.control("picture").Model.ImageURL = (
            uno.systemPathToFileUrl(str(file)) if file.exists() else ""
        )

    def take() -> None:
        taken.append(chosen())
        window.close()

    bottom = HEIGHT - MARGIN - 15
    window.button(
        "create", (WIDTH - MARGIN - 128, bottom, 60, 15), "C~reate…", take, DefaultButton=True
    )
    window.button("cancel", (WIDTH - MARGIN - 60, bottom, 60, 15), "~Cancel")
    window.control("templates").selectItemPos(0, True)
    choose()
    window.on_choice("templates", choose)
    window.show("templates")
    if taken and (path := _where_to(context, taken[0])):
        create(context, taken[0], path)


def title(template: Listed) -> str:
    """``allocation_60_30_10`` as people read it: Allocation 60/30/10."""
    return template.name.replace("60_30_10", "60/30/10").replace("_", " ").capitalize()


def create(context: Any, template: Listed, path: Path) -> Any:
    """Write a workbook from a template and open it; an existing file is never replaced."""
    new_workbook(template.name, path, blank=False)
    desktop = service(context, "com.sun.star.frame.Desktop")
    url = uno.systemPathToFileUrl(str(path))
    return desktop.loadComponentFromURL(url, "_default", 0, properties())


def _where_to(context: Any, template: Listed) -> Path | None:
    """The file to write, from LibreOffice's own window; None when it is cancelled."""
    picker = context.ServiceManager.createInstanceWithArgumentsAndContext(
        "com.sun.star.ui.dialogs.FilePicker", (SAVE,), context
    )
    picker.setTitle("Save the new workbook as")
    picker.appendFilter(FILTER, "*.xlsx")
    picker.setDefaultName(f"{template.name}.xlsx")
    if not picker.execute():
        return None
    path = Path(uno.fileUrlToSystemPath(picker.getSelectedFiles()[0]))
    return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
