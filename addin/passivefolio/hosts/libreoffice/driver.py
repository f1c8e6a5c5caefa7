"""Talks to a running LibreOffice; started with LibreOffice's own Python, which may be old.

Standard input: one request per line, ``{"call": name, "with": [...]}``; standard output: one reply
per line, ``{"result": ...}`` or ``{"error": sentence}``. The modules named on the command line
after the pipe hold the functions that can be called; each takes the office first.
"""

import importlib.util
import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 60
TAKEN_OVER = "LibreOffice is running; close all its windows, then try again"


class Office:
    """A connection: the component context, the desktop, ways to open documents."""

    def __init__(self, context):
        self.context = context
        self.desktop = self.service("com.sun.star.frame.Desktop")

    def service(self, name):
        """A service of LibreOffice."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def open(self, place="private:factory/scalc", **properties):
        """Open a document from an address or a path."""
        url = place if ":" in place[2:] else uno.systemPathToFileUrl(place)
        given = {"Hidden": True, **properties}
        return self.desktop.loadComponentFromURL(url, "_blank", 0, values(given))


def values(given):
    """Named values as UNO takes them."""
    return tuple(PropertyValue(name, 0, value, 0) for name, value in given.items())


def connected(pipe):
    """The office that listens at a pipe; it may still be starting."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    until = time.monotonic() + PATIENCE
    while True:
        try:
            url = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            return Office(resolver.resolve(url))
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def loaded(path):
    """The functions of a module, by name."""
    spec = importlib.util.spec_from_file_location(f"requests_{abs(hash(path))}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: thing for name, thing in vars(module).items() if callable(thing)}


def main(pipe, mark, *modules):
    """Answer requests until there are no more, then end the office."""
    functions = {}
    for path in modules:
        functions.update(loaded(path))
    office = connected(pipe)
    expander = office.context.getValueByName("/singletons/com.sun.star.util.theMacroExpander")
    if expander.expandMacros("$" + mark) != pipe:
        print(json.dumps({"error": TAKEN_OVER}), flush=True)  # and leave it alone
        return
    print(json.dumps({"result": "ready"}), flush=True)
    try:
        for line in sys.stdin:
            request = json.loads(line)
            try:
                reply = {"result": functions[request["call"]](office, *request["with"])}
            except Exception as error:
                reply = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(reply), flush=True)
    finally:
        office.desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
