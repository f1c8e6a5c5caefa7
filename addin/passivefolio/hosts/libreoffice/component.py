"""What LibreOffice loads: the functions of the catalogue, the document job, the menu.

Runs in LibreOffice's own Python; the catalogue needs numpy and waits for the first formula.
"""

from collections.abc import Callable
from typing import Any, ClassVar

import uno  # noqa: F401  (makes the modules com and org importable)
import unohelper
from com.sun.star.lang import XServiceInfo
from com.sun.star.task import XJob, XJobExecutor
from org.passivefolio import XFunctions

from passivefolio.hosts.libreoffice import calls, names


class Service(unohelper.Base, XServiceInfo):
    """What LibreOffice makes of a class of ours, for a component context."""

    services: ClassVar[tuple[str, ...]]

    def __init__(self, context: Any) -> None:
        self.context = context

    def getImplementationName(self) -> str:  # noqa: N802, D102
        return self.services[0]

    def supportsService(self, name: str) -> bool:  # noqa: N802, D102
        return name in self.services

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802, D102
        return self.services


class Functions(Service, XFunctions):
    """The worksheet functions; a method of each is added below."""

    services = (names.FUNCTIONS, "com.sun.star.sheet.AddIn")

    def why(self, document: Any, cell: Any) -> str:
        """The sentence of the error a cell shows."""
        return calls.why(document, cell)


def _method(told: names.Method) -> Callable[..., Any]:
    function = told.function
    if told.gives_text:
        return lambda self, *cells: calls.call(function, cells)[0][0]
    if told.dated:
        return lambda self, document, *cells: calls.dated_call(function, document, cells)
    return lambda self, *cells: calls.call(function, cells)


class Documents(Service, XJob):
    """The job that LibreOffice runs when a document has been loaded or saved."""

    services = (names.DOCUMENTS, "com.sun.star.task.Job")

    def execute(self, arguments: Any) -> None:
        """Bind the plain names of our functions, or write them."""
        from passivefolio.hosts.libreoffice import documents, menu

        environment = next((entry.Value for entry in arguments if entry.Name == "Environment"), ())
        told = {entry.Name: entry.Value for entry in environment}
        event, document = told["EventName"], told.get("Model")
        menu.carry_out(lambda: documents.react(event, document), self.context)


class Menu(Service, XJobExecutor):
    """The commands of menu and toolbar."""

    services = (names.MENU,)

    def trigger(self, command: str) -> None:
        """Carry out a command."""
        from passivefolio.hosts.libreoffice import menu

        menu.run(command, self.context)


for name, told in names.methods().items():
    setattr(Functions, name, _method(told))
g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816
for part in (Functions, Documents, Menu):
    g_ImplementationHelper.addImplementation(part, part.services[0], part.services)
