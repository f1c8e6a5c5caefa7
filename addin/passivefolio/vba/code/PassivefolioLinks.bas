Option Explicit
Option Private Module
'A workbook from another person names the add-in by the folder of that person. Here such links are
'led to this add-in, and our functions that Excel did not know are entered again. A workbook in
'which nothing is wrong stays as it is; none is ever saved.

Public Sub RepairLinks(ByVal book As Workbook)
    On Error Resume Next    'a protected workbook or sheet keeps what it has
    If book.FullName = ThisWorkbook.FullName Then Exit Sub
    LeadHere book
    EnterAgain book
End Sub

Private Sub LeadHere(ByVal book As Workbook)
    Dim sources As Variant, source As Variant
    sources = book.LinkSources(xlExcelLinks)
    If IsEmpty(sources) Then Exit Sub
    For Each source In sources
        If IsElsewhere(source) Then
            book.ChangeLink CStr(source), ThisWorkbook.FullName, xlLinkTypeExcelLinks
        End If
    Next source
End Sub

'Whether a link leads to this add-in in another folder.
Private Function IsElsewhere(ByVal source As String) As Boolean
    Dim fileName As String
    fileName = LCase$(ThisWorkbook.Name)
    If LCase$(source) = LCase$(ThisWorkbook.FullName) Then Exit Function
    IsElsewhere = LCase$(Right$(Replace(source, "/", "\"), Len(fileName) + 1)) = "\" & fileName
End Function

'Excel looks for the functions of a formula when the formula is entered.
Private Sub EnterAgain(ByVal book As Workbook)
    Dim sheet As Worksheet, cell As Range, wrong As Range
    For Each sheet In book.Worksheets
        Set wrong = Nothing
        On Error Resume Next    'there are no such cells on most sheets
        Set wrong = sheet.UsedRange.SpecialCells(xlCellTypeFormulas, xlErrors)
        On Error GoTo 0
        If Not wrong Is Nothing Then
            For Each cell In wrong.Cells
                If IsUnknown(cell) Then EnterCell cell
            Next cell
        End If
    Next sheet
End Sub

Private Function IsUnknown(ByVal cell As Range) As Boolean
    Dim functionName As Variant
    If ErrorNumber(cell.Value2) <> xlErrName Then Exit Function
    For Each functionName In Split(FunctionNames(), " ")
        If InStr(1, cell.Formula, functionName & "(", vbTextCompare) > 0 Then IsUnknown = True
    Next functionName
End Function

'Formula2 belongs to the Excel that spills; entered as Formula there, an array would become one cell.
Private Sub EnterCell(ByVal cell As Range)
    Dim target As Object
    On Error Resume Next    'a cell on a protected sheet stays as it is
    If cell.HasArray Then
        Set target = cell.CurrentArray
        target.FormulaArray = target.Cells(1, 1).FormulaArray
        Exit Sub
    End If
    Set target = cell
    target.Formula2 = target.Formula2
    If Err.Number <> 0 Then target.Formula = target.Formula
End Sub
