"""The texts by which the extension makes itself known to LibreOffice, from the catalogue."""

import json
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from passivefolio.catalogue import FUNCTIONS, Answer, Arg, Function, Kind, default_text
from passivefolio.hosts.libreoffice.menu import COMMANDS
from passivefolio.hosts.libreoffice.names import (
    DOCUMENTS,
    EXTENSION,
    INTERFACE,
    MENU,
    WHY,
    method,
)
from passivefolio.hosts.libreoffice.names import FUNCTIONS as SERVICE
from passivefolio.version import __version__

TITLE = "Passivefolio"
SUMMARY = "Measure, understand and tailor passive investments: worksheet functions and Refresh."
RANGE = "com::sun::star::table::XCellRange"
DOCUMENT = "com::sun::star::beans::XPropertySet"
DATES = {Kind.DATE, Kind.DATES}
SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
EVENTS = ("OnLoad", "OnLoadFinished", "OnSaveDone", "OnSaveAsDone")
WHY_TEXT = "The sentence that explains the error a cell shows; empty when it shows none."
WHY_ARG = "Cell that shows an error."
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def dated(function: Function) -> bool:
    """Whether it must know the document it is called from: its dates count from a day of its."""
    return any(arg.kind in DATES for arg in function.args)


def methods() -> str:
    """The methods of the component: the function of each, whether it reads dates, gives text."""
    listed = {
        method(function.name): [function.name, dated(function), function.answer is Answer.TEXT]
        for function in FUNCTIONS
    }
    assert len(listed | {method(WHY): WHY}) == len(FUNCTIONS) + 1, "two would share a method"
    return json.dumps(listed, indent=0) + "\n"


def types() -> str:
    """The interface of the functions, in the language of UNO."""
    lines = [f"  any {method(WHY)}([in] {DOCUMENT} document, [in] {RANGE} cell);"]
    for function in FUNCTIONS:
        taken = [f"[in] {DOCUMENT} document"] if dated(function) else []
        taken += [f"[in] {_type(arg)} {_internal(at)}" for at, arg in enumerate(function.args)]
        lines.append(f"  {_answer(function)} {method(function.name)}({', '.join(taken)});")
    modules = EXTENSION.split(".")
    opened = "".join(f"module {module} {{ " for module in modules)
    return "\n".join([f"{opened}interface {INTERFACE} {{", *lines, "}; " + "}; " * len(modules)])


def _answer(function: Function) -> str:
    """Rows, even of one cell; but LibreOffice finds no text in rows equal to any other."""
    return "any" if function.answer is Answer.TEXT else "sequence< sequence< any > >"


def _type(arg: Arg) -> str:
    return RANGE if arg.kind is Kind.CELLS else "any"


def _internal(place: int) -> str:
    """A name that is free of UNO's reserved words."""
    return f"cell{place + 1}"


def functions() -> str:
    """Names, descriptions and categories for the Function Wizard and the formula bar."""
    nodes = [_function(function) for function in FUNCTIONS]
    nodes.append(
        _described(WHY, WHY_TEXT, "Information", [("cell", "cell", f"Must be given. {WHY_ARG}")])
    )
    return _component(
        "CalcAddIns", _node("AddInInfo", _new(SERVICE, _node("AddInFunctions", *nodes)))
    )


def _function(function: Function) -> str:
    category = "Information" if function.category == "About" else "Financial"
    args = [(_internal(at), arg.name, help_text(arg)) for at, arg in enumerate(function.args)]
    return _described(function.name, function.summary, category, args)


def help_text(arg: Arg) -> str:
    """The help on an argument; LibreOffice calls every one optional that may be a range."""
    if arg.required:
        return f"Must be given. {arg.doc}"
    default = default_text(arg)
    return f"{arg.doc} Left out: {default}." if default else arg.doc


def _described(name: str, text: str, category: str, args: Iterable[tuple[str, str, str]]) -> str:
    given = [
        _new(internal, _text("DisplayName", shown), _text("Description", doc))
        for internal, shown, doc in args
    ]
    return _new(
        method(name),
        _text("DisplayName", name),
        _text("Description", text),
        _value("Category", category),
        _text("CompatibilityName", name),
        _node("Parameters", *given),
    )


def jobs() -> str:
    """The document job: plain names of functions when a workbook is loaded and saved."""
    events = [_fused(event, _node("JobList", _new(DOCUMENTS))) for event in EVENTS]
    return _component(
        "Jobs",
        _node(
            "Jobs",
            _new(DOCUMENTS, _value("Service", DOCUMENTS), _value("Context", SPREADSHEET)),
        ),
        _node("Events", *events),
    )


def addons() -> str:
    """The menu and the toolbar."""
    items = [
        _new(
            f"c{place}",
            _value("URL", f"service:{MENU}?{command.name}"),
            _text("Title", command.title),
            _value("Target", "_self"),
            _value("Context", SPREADSHEET),
        )
        for place, command in enumerate(COMMANDS)
    ]
    menu = _new(
        f"{EXTENSION}.menu",
        _value("URL", f"private:{EXTENSION}"),
        _text("Title", TITLE),
        _value("Target", "_self"),
        _value("Context", SPREADSHEET),
        _node("Submenu", *items),
    )
    images = [
        _new(
            f"{EXTENSION}.image.{command.name}",
            _value("URL", f"service:{MENU}?{command.name}"),
            _node(
                "UserDefinedImages",
                _value("ImageSmallURL", f"%origin%/icons/{command.name}_16.png"),
                _value("ImageBigURL", f"%origin%/icons/{command.name}_26.png"),
            ),
        )
        for command in COMMANDS
    ]
    return _component(
        "Addons",
        _node(
            "AddonUI",
            _node("OfficeMenuBar", menu),
            _node("OfficeToolBar", _new(f"{EXTENSION}.toolbar", *items)),
            _node("Images", *images),
        ),
    )


def toolbar() -> str:
    """Where the toolbar stands at first: docked below the others, with pictures only."""
    name = f"private:resource/toolbar/addon_{EXTENSION}.toolbar"
    state = _new(
        name,
        _text("UIName", TITLE),
        _value("Docked", "true"),
        _value("DockingArea", "0"),
        _value("DockPos", "0,2"),
        _value("Visible", "true"),
        _value("Style", "0"),
    )
    return _component(
        "CalcWindowState",
        _node("UIElements", _node("States", state)),
        package="org.openoffice.Office.UI",
    )


def description() -> str:
    """What the Extension Manager shows."""
    namespaces = " ".join(
        f'{prefix}="http://openoffice.org/extensions/description/2006"'
        for prefix in ("xmlns", "xmlns:d")
    )
    link = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    return (
        f"{HEAD}<description {namespaces} {link}>\n"
        f'<identifier value="{EXTENSION}"/>\n<version value="{__version__}"/>\n'
        f'<display-name><name lang="en">{TITLE}</name></display-name>\n'
        '<extension-description><src xlink:href="description/en.txt" lang="en"/>'
        "</extension-description>\n"
        '<icon><default xlink:href="icons/passivefolio_42.png"/></icon>\n'
        "</description>\n"
    )


def manifest() -> str:
    """What each part of the extension is."""
    kinds = {
        "types.idl": "uno-typelibrary;type=RDB",
        "component.py": "uno-component;type=Python",
        "CalcAddIns.xcu": "configuration-data",
        "Jobs.xcu": "configuration-data",
        "Addons.xcu": "configuration-data",
        "CalcWindowState.xcu": "configuration-data",
    }
    entries = "".join(
        f'<m:file-entry m:media-type="application/vnd.sun.star.{kind}" m:full-path="{part}"/>\n'
        for part, kind in kinds.items()
    )
    namespace = 'xmlns:m="http://openoffice.org/2001/manifest"'
    return f"{HEAD}<m:manifest {namespace}>\n{entries}</m:manifest>\n"


def _component(name: str, *nodes: str, package: str = "org.openoffice.Office") -> str:
    return (
        f'{HEAD}<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="{name}" '
        f'oor:package="{package}">\n{"".join(nodes)}</oor:component-data>\n'
    )


def _node(name: str, *inner: str) -> str:
    return f"<node oor:name={quoteattr(name)}>{''.join(inner)}</node>\n"


def _new(name: str, *inner: str) -> str:
    return f'<node oor:name={quoteattr(name)} oor:op="replace">{"".join(inner)}</node>\n'


def _fused(name: str, *inner: str) -> str:
    return f'<node oor:name={quoteattr(name)} oor:op="fuse">{"".join(inner)}</node>\n'


def _text(name: str, text: str) -> str:
    return f'<prop oor:name="{name}"><value xml:lang="en-US">{escape(text)}</value></prop>'


def _value(name: str, text: str) -> str:
    return f'<prop oor:name="{name}"><value>{escape(text)}</value></prop>'
