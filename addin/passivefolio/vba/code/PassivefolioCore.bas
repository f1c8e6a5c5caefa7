Option Explicit
Option Private Module
'What all worksheet functions share: cells go to Python, answers come back as values, arrays and real
'errors.

Private Const NOT_ONE_RANGE As Long = 513    'the first number for errors of one's own

'--- What goes to Python -------------------------------------------------------------------------

'The answer of a worksheet function. Arguments come as ranges, arrays or values.
Public Function Answer(ByVal functionName As String, ByVal arguments As Variant) As Variant
    Dim caller As Range
    Set caller = CallingCell()
    On Error GoTo failed
    Answer = Shown(Asked("answer", Request(functionName, caller, arguments)), caller)
    Exit Function
failed:
    Answer = Told("#VALUE!", Err.Description, caller, 0, 0)
End Function

'The cell that holds the formula; Nothing when a macro calls.
Private Function CallingCell() As Range
    If TypeName(Application.Caller) = "Range" Then
        Set CallingCell = Application.Caller.Cells(1, 1)
    End If
End Function

'Name, date system and cells as one array: one call into Python, none back into Excel.
Private Function Request(ByVal functionName As String, ByVal caller As Range, _
                         ByVal arguments As Variant) As Variant
    Dim parts() As Variant, place As Long, lastRow As Long, lastColumn As Long
    ReDim parts(0 To UBound(arguments) + 2)
    parts(0) = functionName
    parts(1) = False
    If Not caller Is Nothing Then parts(1) = caller.Worksheet.Parent.Date1904
    LastUsed arguments, lastRow, lastColumn
    For place = 0 To UBound(arguments)
        If IsObject(arguments(place)) Then
            parts(place + 2) = CellsOf(arguments(place), lastRow, lastColumn)
        Else
            parts(place + 2) = arguments(place)
        End If
    Next place
    Request = parts
End Function

'The values of a range, read at once. Value2 and not Value: Value rounds amounts that are shown as
'currency to four decimals. Dates come as the serial numbers that they are.
Private Function CellsOf(ByVal area As Range, ByVal lastRow As Long, ByVal lastColumn As Long) As Variant
    Dim sheet As Worksheet, rowCount As Long, columnCount As Long
    If area.Areas.Count > 1 Then Err.Raise NOT_ONE_RANGE, , "an argument must be one range, not several"
    Set sheet = area.Worksheet
    rowCount = area.Rows.Count
    columnCount = area.Columns.Count
    If area.Row + rowCount - 1 = sheet.Rows.Count Then rowCount = Larger(1, lastRow - area.Row + 1)
    If area.Column + columnCount - 1 = sheet.Columns.Count Then
        columnCount = Larger(1, lastColumn - area.Column + 1)
    End If
    CellsOf = area.Resize(rowCount, columnCount).Value2
End Function

Private Function Larger(ByVal first As Long, ByVal second As Long) As Long
    Larger = first
    If second > first Then Larger = second
End Function

'How far ranges that reach the edge of their sheet, such as B:B, are read: to the last row and
'column in use on any of their sheets, so that ranges that belong together stay equally long.
Private Sub LastUsed(ByVal arguments As Variant, ByRef lastRow As Long, ByRef lastColumn As Long)
    Dim place As Long, area As Range, used As Range
    For place = 0 To UBound(arguments)
        If IsObject(arguments(place)) Then
            Set area = arguments(place)
            If ReachesTheEdge(area) Then
                Set used = area.Worksheet.UsedRange
                lastRow = Larger(lastRow, used.Row + used.Rows.Count - 1)
                lastColumn = Larger(lastColumn, used.Column + used.Columns.Count - 1)
            End If
        End If
    Next place
End Sub

Private Function ReachesTheEdge(ByVal area As Range) As Boolean
    ReachesTheEdge = area.Row + area.Rows.Count - 1 = area.Worksheet.Rows.Count _
        Or area.Column + area.Columns.Count - 1 = area.Worksheet.Columns.Count
End Function

'--- What comes back -----------------------------------------------------------------------------

'An answer of Python with real errors in the place of marked texts.
Private Function Shown(ByVal result As Variant, ByVal caller As Range) As Variant
    Dim row As Long, column As Long
    Select Case Dimensions(result)
        Case 0
            result = One(result, caller, 0, 0)
        Case 1
            For column = LBound(result) To UBound(result)
                result(column) = One(result(column), caller, 0, column - LBound(result))
            Next column
        Case Else
            For row = LBound(result, 1) To UBound(result, 1)
                For column = LBound(result, 2) To UBound(result, 2)
                    result(row, column) = One(result(row, column), caller, _
                        row - LBound(result, 1), column - LBound(result, 2))
                Next column
            Next row
    End Select
    Shown = result
End Function

Private Function Dimensions(ByVal result As Variant) As Long
    Dim bound As Long, counted As Long
    If Not IsArray(result) Then Exit Function
    On Error GoTo noMore
    Do
        bound = UBound(result, counted + 1)
        counted = counted + 1
    Loop
noMore:
    Dimensions = counted
End Function

'A cell of an answer. An error comes as Chr(1) & code & Chr(1) & sentence.
Private Function One(ByVal cell As Variant, ByVal caller As Range, _
                     ByVal down As Long, ByVal across As Long) As Variant
    Dim parts As Variant
    One = cell
    If VarType(cell) <> vbString Then Exit Function
    If Left$(cell, 1) <> Chr$(1) Then Exit Function
    parts = Split(cell, Chr$(1), 3)
    One = Told(parts(1), parts(2), caller, down, across)
End Function

'A real error, whose sentence is kept for the cell that shows it.
Private Function Told(ByVal code As String, ByVal sentence As String, ByVal caller As Range, _
                      ByVal down As Long, ByVal across As Long) As Variant
    Remember code, sentence, caller, down, across
    Told = ErrorOf(code)
End Function

Private Function ErrorOf(ByVal code As String) As Variant
    Select Case code
        Case "#NULL!": ErrorOf = CVErr(xlErrNull)
        Case "#DIV/0!": ErrorOf = CVErr(xlErrDiv0)
        Case "#REF!": ErrorOf = CVErr(xlErrRef)
        Case "#NAME?": ErrorOf = CVErr(xlErrName)
        Case "#NUM!": ErrorOf = CVErr(xlErrNum)
        Case "#N/A": ErrorOf = CVErr(xlErrNA)
        Case Else: ErrorOf = CVErr(xlErrValue)
    End Select
End Function
