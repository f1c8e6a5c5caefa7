"""The tab Passivefolio: its buttons, and the two spellings in which Excel takes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

CALLBACK = "PassivefolioRibbon.PassivefolioPressed"
CHOICE_CALLBACK = "PassivefolioRibbon.PassivefolioChosen"

NAMESPACES = {
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/01/customui",
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2009/07/customui",
}
"""The part of Excel 2007, which all later ones understand, and that of Excel 2010 and later."""

RELATIONSHIPS = {
    part: f"http://schemas.microsoft.com/office/{year}/relationships/ui/extensibility"
    for part, year in (("customUI/customUI.xml", 2006), ("customUI/customUI14.xml", 2007))
}


PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


@dataclass(frozen=True, slots=True)
class Button:
    """A button: the action in Python, its label, Excel's own picture for it, its two tips."""

    action: str
    label: str
    picture: str
    tip: str
    more: str
    large: bool = False


REFRESH = Button(
    "refresh",
    "Refresh",
    "RefreshAll",
    "Bring the workbook up to date",
    "Loads its data source, calculates everything and writes the checks. When something fails, "
    "nothing is changed and you are told why.",
    large=True,
)
NEW = Button(
    "new_from_template",
    "New from template",
    "FileNew",
    "A workbook of your own",
    "Choose what you want to find out; your own numbers go into the yellow cells.",
    large=True,
)
EXPLAIN = Button(
    "explain",
    "Explain cell",
    "ErrorChecking",
    "What the selected cell computes, and from what",
    "For a cell that shows an error, the sentence that says why.",
    large=True,
)
CHECKS = Button(
    "checks",
    "Checks",
    "DataValidation",
    "What is wrong in this workbook",
    "Weights that do not sum to 1, missing months, percent or decimal, cells that show errors.",
)
REFERENCE = Button(
    "reference",
    "Function reference",
    "FunctionWizard",
    "All functions with their arguments and examples",
    "What each computes, its conventions and its sources.",
)
SETTINGS = Button(
    "settings",
    "Settings",
    "PropertySheet",
    "Which Python works for Excel",
    "Where the settings lie, and what to do when formulas do not answer.",
)
ABOUT = Button("about", "About", "Info", "About passivefolio", "Version, licence and sources.")


@dataclass(frozen=True, slots=True)
class Offer:
    """A template to choose: its name and title, what it answers, its picture when there is one."""

    name: str
    title: str
    summary: str
    picture: bytes | None


PICTURE_SIZE = {"itemWidth": "120", "itemHeight": "170"}
COLUMNS = "4"

GROUPS = {
    "Workbook": (REFRESH, NEW, CHECKS),
    "Functions": (EXPLAIN, REFERENCE),
    "passivefolio": (SETTINGS, ABOUT),
}


def ribbon(namespace: str, offers: Sequence[Offer]) -> str:
    """The tab as XML, with the templates that are offered."""
    groups = "".join(
        f"<group{_attributes(id=f'group_{place}', label=label)}>"
        + "".join(_control(button, offers) for button in buttons)
        + "</group>"
        for place, (label, buttons) in enumerate(GROUPS.items())
    )
    tab = f"<tab{_attributes(id='passivefolio', label='Passivefolio')}>{groups}</tab>"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<customUI xmlns={quoteattr(namespace)}><ribbon><tabs>{tab}</tabs></ribbon></customUI>"
    )


def _control(button: Button, offers: Sequence[Offer]) -> str:
    shared = {
        "id": button.action,
        "tag": button.action,
        "label": button.label,
        "imageMso": button.picture,
        "size": "large" if button.large else "normal",
        "screentip": button.tip,
        "supertip": button.more,
    }
    if button is not NEW:
        return f"<button{_attributes(**shared, onAction=CALLBACK)}/>"
    items = "".join(map(_item, offers))
    more = _attributes(onAction=CHOICE_CALLBACK, columns=COLUMNS, **PICTURE_SIZE)
    return f"<gallery{_attributes(**shared)}{more}>{items}</gallery>"


def _item(offer: Offer) -> str:
    picture = {"image": offer.name} if offer.picture else {"imageMso": NEW.picture}
    tips = {"screentip": offer.title, "supertip": offer.summary}
    return f"<item{_attributes(id=offer.name, label=offer.title, **picture, **tips)}/>"


def picture_parts(offers: Sequence[Offer]) -> dict[str, bytes]:
    """The pictures of the templates, and the relationships by which the tab finds them."""
    found = {offer.name: offer.picture for offer in offers if offer.picture}
    if not found:
        return {}
    links = "".join(
        f"<Relationship{_attributes(Id=name, Type=IMAGE, Target=f'images/{name}.png')}/>"
        for name in found
    )
    relationships = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<Relationships xmlns={quoteattr(PACKAGE)}>{links}</Relationships>"
    )
    return {
        **{f"customUI/images/{name}.png": picture for name, picture in found.items()},
        **{
            f"customUI/_rels/{part.removeprefix('customUI/')}.rels": relationships.encode()
            for part in NAMESPACES
        },
    }


def _attributes(**attributes: str) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
