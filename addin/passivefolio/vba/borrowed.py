"""The VBA we borrow: xlwings' own open-source module, adapted, and the class Dictionary it needs.

Both are read from the installed xlwings, because the module names the library of that version.
"""

from pathlib import Path

from passivefolio.vba.project import FRAME, Kind, Module, replaced

BOTH_WORKBOOKS = 'AddExcelDir & ";" & ActiveWorkbook.FullName & ";" & ThisWorkbook.FullName & ";"'
ADAPTED = {
    # the user's settings lie in the file .passivefolio/passivefolio.conf of the home folder
    'PROJECT_NAME As String = "myaddin"': 'PROJECT_NAME As String = "passivefolio"',
    # the command that starts Python is its identity: the same from every workbook, one process
    f'#If App = "Microsoft Excel" Then\n        PYTHONPATH = {BOTH_WORKBOOKS}': (
        '#If App = "Microsoft Excel" Then\n        PYTHONPATH = "false;;;"'
    ),
    # a workbook, or a file beside it, must not decide which program is started
    'If source = "" Or source = "sheet" Then': 'If source = "sheet" Then',
    'If source = "" Or source = "directory" Then': 'If source = "directory" Then',
}


def borrowed_modules() -> tuple[Module, Module]:
    """The modules xlwings and Dictionary."""
    return xlwings_module(), _dictionary()


def xlwings_module() -> Module:
    """xlwings' module of the installed version, adapted."""
    import xlwings

    path = Path(xlwings.__file__).parent / "xlwings_custom_addin.bas"
    text = path.read_bytes().decode("cp1252").replace("\r\n", "\n")
    for old, new in ADAPTED.items():
        text = replaced(text, old, new)
    return Module("xlwings", Kind.STANDARD, text)


def _dictionary() -> Module:
    """What xlwings uses in the place of a Windows object on a Mac (MIT licence)."""
    import xlwings
    from pyopenvba import ExcelFile

    with ExcelFile(Path(xlwings.__file__).parent / FRAME) as file:
        return Module("Dictionary", Kind.CLASS, file.get_module("Dictionary"))
