"""The window New from template: choose one, say where to save it, open it."""

import html
import re
import zipfile
from pathlib import Path
from typing import Any

import uno

from passivefolio.hosts.libreoffice.dialogs import BOLD, MARGIN, Window
from passivefolio.hosts.libreoffice.office import properties, service
from passivefolio.workbooks.templates import TEMPLATES, Listed, built_templates, new_workbook

WIDTH, HEIGHT = 400, 250
LEFT = 130
TITLE = re.compile(r"<dc:title>([^<]*)")
FILLED = "It comes with sample figures; write yours over them in the yellow cells."
PICTURES = Path(__file__).parent / "pictures"
SAVE = 1  # com.sun.star.ui.dialogs.TemplateDescription.FILESAVE_SIMPLE
FILTER = "Excel 2007-365 (.xlsx)"


def choose_template(context: Any) -> None:
    """Choose a template in a window, then where to save the workbook made from it."""
    window = Window(context, "New from template", WIDTH, HEIGHT)
    templates = offered()
    titles = [title for title, _ in templates]
    window.choices("templates", (MARGIN, MARGIN, LEFT, HEIGHT - 2 * MARGIN - 23), titles)
    right = 2 * MARGIN + LEFT
    inner = WIDTH - right - MARGIN
    window.label("title", (right, MARGIN, inner, 13), "", FontHeight=13.0, FontWeight=BOLD)
    window.label("summary", (right, 24, inner, 20), "")
    picture = (right, 48, inner, HEIGHT - 48 - 31)
    window.add("UnoControlImageControl", "picture", picture, ScaleMode=1, Border=0)
    taken: list[Listed] = []

    def choose() -> None:
        title, template = templates[window.chosen("templates")]
        file = PICTURES / f"{template.name}.png"
        window.control("title").Text = title
        window.control("summary").Text = f"{template.summary} {FILLED}"
        url = uno.systemPathToFileUrl(str(file)) if file.exists() else ""
        window.control("picture").Model.ImageURL = url

    def take() -> None:
        taken.append(templates[window.chosen("templates")][1])
        window.close()

    bottom = HEIGHT - MARGIN - 15
    window.button(
        "create", (WIDTH - MARGIN - 128, bottom, 60, 15), "C~reate…", take, DefaultButton=True
    )
    window.button("cancel", (WIDTH - MARGIN - 60, bottom, 60, 15), "~Cancel")
    choose()
    window.on_choice("templates", choose)
    window.show("templates")
    if taken and (path := _where_to(context, taken[0])):
        create(context, taken[0], path)


def offered() -> list[tuple[str, Listed]]:
    """The templates at hand, each with the title of its workbook."""
    files = ((built_templates() / f"{template.name}.xlsx", template) for template in TEMPLATES)
    return [(_title(file), template) for file, template in files if file.exists()]


def _title(file: Path) -> str:
    """The title a workbook file bears, such as Allocation 60/30/10."""
    with zipfile.ZipFile(file) as parts:
        found = TITLE.search(parts.read("docProps/core.xml").decode())
    return html.unescape(found[1]) if found else file.stem


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
