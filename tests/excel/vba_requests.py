"""What LibreOffice is asked about VBA; runs inside the driver of the session."""

ALWAYS_RUN = 4


def probed(office, path, modules):
    """What the function Probe of each module gives; nothing from one that is not compiled."""
    document = office.open(path, MacroExecutionMode=ALWAYS_RUN)
    try:
        scripts = document.getScriptProvider()
        place = "vnd.sun.star.script:Probes.{}.Probe?language=Basic&location=document"
        found = {}
        for module in modules:
            found[module] = scripts.getScript(place.format(module)).invoke((), (), ())[0]
        return found
    finally:
        document.close(True)
