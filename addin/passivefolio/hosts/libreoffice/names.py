"""The names by which LibreOffice knows the extension, its services and its functions."""

EXTENSION = "org.passivefolio"
INTERFACE = "XFunctions"
FUNCTIONS = f"{EXTENSION}.Functions"
DOCUMENTS = f"{EXTENSION}.Documents"
MENU = f"{EXTENSION}.Menu"
WHY = "WHY"


def method(function: str) -> str:
    """The method that computes a worksheet function: UNO allows no underscores in its name."""
    return function.replace("_", "").lower()
