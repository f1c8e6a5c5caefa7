"""What LibreOffice loads: the functions of the catalogue, the document job, the menu.

Runs in LibreOffice's own Python; the catalogue needs numpy and waits for the first formula.
"""

from collections.abc import Callable
from typing import Any

import uno  # noqa: F401  (makes the modules com and org importable)
import unohelper
from com.sun.star.lang import XServiceInfo
from com.sun.star.task import XJob, XJobExecutor
from org.passivefolio import XFunctions

from passivefolio.hosts.libreoffice import calls, names


class Functions(unohelper.Base, XFunctions, XServiceInfo):
    """The worksheet functions; a method of each is added below."""

    def __init__(self, context: Any) -> None:
        self.context = context

    def why(self, document: Any, cell: Any) -> str:
        """The sentence of the error a cell shows."""
        return calls.why(document, cell)

    def getImplementationName(self) -> str:  # noqa: N802, D102
        return names.FUNCTIONS

    def supportsService(self, name: str) -> bool:  # noqa: N802, D102
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802, D102
        return ("com.sun.star.sheet.AddIn", names.FUNCTIONS)


def _method(told: names.Method) -> Callable[..., Any]:
    function = told.function
    if told.gives_text:
        return lambda self, *cells: calls.call(function, cells)[0][0]
    if told.dated:
        return lambda self, document, *cells: calls.dated_call(function, document, cells)
    return lambda self, *cells: calls.call(function, cells)


class Documents(unohelper.Base, XJob, XServiceInfo):
    """The job that LibreOffice runs when a document has been loaded or saved."""

    def __init__(self, context: Any) -> None:
        self.context = context

    def execute(self, arguments: Any) -> None:
        """Bind the plain names of our functions, or write them."""
        from passivefolio.hosts.libreoffice import documents, menu

        environment = next((entry.Value for entry in arguments if entry.Name == "Environment"), ())
        told = {entry.Name: entry.Value for entry in environment}
        event, document = told["EventName"], told.get("Model")
        menu.carry_out(lambda: documents.react(event, document), self.context)

    def getImplementationName(self) -> str:  # noqa: N802, D102
        return names.DOCUMENTS

    def supportsService(self, name: str) -> bool:  # noqa: N802, D102
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802, D102
        return ("com.sun.star.task.Job", names.DOCUMENTS)


class Menu(unohelper.Base, XJobExecutor, XServiceInfo):
    """The commands of menu and toolbar."""

    def __init__(self, context: Any) -> None:
        self.context = context

    def trigger(self, command: str) -> None:
        """Carry out a command."""
        from passivefolio.hosts.libreoffice import menu

        menu.run(command, self.context)

    def getImplementationName(self) -> str:  # noqa: N802, D102
        return names.MENU

    def supportsService(self, name: str) -> bool:  # noqa: N802, D102
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802, D102
        return (names.MENU,)


for name, told in names.methods().items():
    setattr(Functions, name, _method(told))
g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816
for part in (Functions, Documents, Menu):
    services = part(None).getSupportedServiceNames()
    g_ImplementationHelper.addImplementation(part, services[-1], services)
