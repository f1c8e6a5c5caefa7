"""What the set-up asks of a running LibreOffice; runs in the driver."""

import uno
import unohelper
from com.sun.star.task import XInteractionHandler
from com.sun.star.ucb import XCommandEnvironment, XProgressHandler

MANAGER = "/singletons/com.sun.star.deployment.ExtensionManager"
APPROVE = "com.sun.star.task.XInteractionApprove"


class Quietly(unohelper.Base, XCommandEnvironment, XInteractionHandler, XProgressHandler):
    """Approves what is asked and shows nothing."""

    def getInteractionHandler(self):  # noqa: N802, D102
        return self

    def getProgressHandler(self):  # noqa: N802, D102
        return self

    def handle(self, request):  # noqa: D102
        for choice in request.getContinuations():
            if choice.queryInterface(uno.getTypeByName(APPROVE)):
                choice.select()

    def push(self, status):  # noqa: D102
        pass

    def update(self, status):  # noqa: D102
        pass

    def pop(self):  # noqa: D102
        pass


def add(office, path):
    """Install an extension for the user; an older one of the same name is replaced."""
    manager = office.context.getValueByName(MANAGER)
    url = uno.systemPathToFileUrl(path)
    manager.addExtension(url, (), "user", manager.createAbortChannel(), Quietly())


def remove(office, identifier, file_name):
    """Remove an extension of the user."""
    manager = office.context.getValueByName(MANAGER)
    channel = manager.createAbortChannel()
    manager.removeExtension(identifier, file_name, "user", channel, Quietly())


def listed(office):
    """The extensions of the user: identifier, version, file name."""
    manager = office.context.getValueByName(MANAGER)
    found = manager.getDeployedExtensions("user", manager.createAbortChannel(), Quietly())
    return [[one.Identifier.Value, one.Version, one.Name] for one in found]


def formula(office, text):
    """What a cell shows, and its number, when a formula is typed into it."""
    document = office.open()
    try:
        cell = document.Sheets[0].getCellByPosition(0, 0)
        cell.Formula = text
        return [cell.String, cell.Value]
    finally:
        document.close(True)
