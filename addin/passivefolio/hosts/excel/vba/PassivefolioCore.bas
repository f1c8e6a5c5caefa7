Option Explicit
Option Private Module
'What all worksheet functions share: cells go to Python, answers come back, and the sentence of
'every error is kept for WHY.

Private Const SERVER As String = "passivefolio.hosts.excel.server"
Private Const NO_PYTHON As Long = 513    'the first number for errors of one's own
Private Const MOST_SENTENCES As Long = 20000
Private Const MOST_STEPS As Long = 20

Private python As Object            'the running Python; Nothing before it is needed
Private trouble As String           'why Python cannot run; said again until somebody retries
Private sentences As Collection     'of the cells that show an error of ours
Private latest As String            'the sentence of the error that was told last

'--- Worksheet functions -------------------------------------------------------------------------

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
    If area.Areas.Count > 1 Then Err.Raise NO_PYTHON, , "an argument must be one range, not several"
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

'--- Answers ---------------------------------------------------------------------------------------

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
    latest = code & " " & sentence
    If Not caller Is Nothing Then Remember KeyOf(caller, down, across), latest
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

Private Function CodeOf(ByVal shownError As Variant) As String
    Select Case ErrorNumber(shownError)
        Case xlErrNull: CodeOf = "#NULL!"
        Case xlErrDiv0: CodeOf = "#DIV/0!"
        Case xlErrValue: CodeOf = "#VALUE!"
        Case xlErrRef: CodeOf = "#REF!"
        Case xlErrName: CodeOf = "#NAME?"
        Case xlErrNum: CodeOf = "#NUM!"
        Case xlErrNA: CodeOf = "#N/A"
        Case Else: CodeOf = "an error"
    End Select
End Function

'The number in "Error 2042", which has four digits, and its word in the language of Excel.
Public Function ErrorNumber(ByVal shownError As Variant) As Long
    If IsError(shownError) Then ErrorNumber = CLng(Right$(CStr(shownError), 4))
End Function

'--- WHY ---------------------------------------------------------------------------------------------

'Why a cell shows an error, followed back through the cells it reads.
Public Function Reason(ByVal cell As Range) As String
    Dim source As Range, earlier As Range, sentence As String, code As String, steps As Long
    Set source = cell.Cells(1, 1)
    If Not IsError(source.Value2) Then
        Reason = source.Address(False, False) & " shows no error"
        Exit Function
    End If
    code = CodeOf(source.Value2)
    For steps = 1 To MOST_STEPS
        sentence = Remembered(source, code)
        If sentence = "" Then sentence = Heard(source, code)
        Set earlier = Nothing
        'a sentence such as "UTILITY: er holds #N/A" ends with the error of another cell
        If sentence = "" Or Right$(sentence, Len(code)) = code Then Set earlier = Origin(source)
        If sentence = "" Then sentence = Meaning(code, earlier)
        Reason = Reason & sentence
        If earlier Is Nothing Then Exit Function
        Reason = Reason & "; " & PlaceOf(earlier, cell) & ": "
        Set source = earlier
    Next steps
End Function

'The first cell with the same error among those that the formula of a cell reads.
Private Function Origin(ByVal cell As Range) As Range
    Dim references As Variant, reference As Variant
    On Error GoTo unknown
    If Not cell.HasFormula Then Exit Function
    references = Asked("references", Array(cell.Formula))
    If Not IsArray(references) Then Exit Function
    For Each reference In references
        If reference <> "" Then Set Origin = SameError(cell, reference)
        If Not Origin Is Nothing Then Exit Function
    Next reference
unknown:
End Function

Private Function SameError(ByVal cell As Range, ByVal reference As String) As Range
    Dim candidate As Range
    On Error GoTo noRange    'a name may stand for a number, a range may be all blank
    For Each candidate In InUse(cell.Worksheet.Evaluate(reference)).Cells
        If ErrorNumber(candidate.Value2) = ErrorNumber(cell.Value2) Then
            Set SameError = candidate
            Exit Function
        End If
    Next candidate
noRange:
End Function

Private Function InUse(ByVal area As Range) As Range
    Set InUse = Application.Intersect(area, area.Worksheet.UsedRange)
End Function

'What an error means when it is Excel's own.
Private Function Meaning(ByVal code As String, ByVal earlier As Range) As String
    If Not earlier Is Nothing Then
        Meaning = code & " comes from another cell"
        Exit Function
    End If
    On Error GoTo noPython
    Meaning = code & ": " & Asked("meaning", Array(code))
    Exit Function
noPython:
    Meaning = code & ": " & Err.Description
End Function

Private Function PlaceOf(ByVal cell As Range, ByVal seenFrom As Range) As String
    PlaceOf = cell.Address(False, False)
    If cell.Worksheet.Name <> seenFrom.Worksheet.Name Then
        PlaceOf = cell.Worksheet.Name & "!" & PlaceOf
    End If
End Function

Private Function KeyOf(ByVal caller As Range, ByVal down As Long, ByVal across As Long) As String
    KeyOf = caller.Worksheet.Parent.Name & "|" & caller.Worksheet.Name & "|" & _
        (caller.Row + down) & "|" & (caller.Column + across)
End Function

Private Sub Remember(ByVal key As String, ByVal sentence As String)
    If sentences Is Nothing Then Set sentences = New Collection
    If sentences.Count >= MOST_SENTENCES Then Set sentences = New Collection
    On Error Resume Next    'there may be no earlier sentence to take away
    sentences.Remove key
    On Error GoTo 0
    sentences.Add sentence, key
End Sub

'The sentence of the error that a cell shows now; empty when it is not ours, or has moved.
Private Function Remembered(ByVal cell As Range, ByVal code As String) As String
    Dim found As String
    On Error GoTo unknown
    found = sentences.Item(KeyOf(cell, 0, 0))
    If Left$(found, Len(code) + 1) = code & " " Then Remembered = Mid$(found, Len(code) + 2)
unknown:
End Function

'An error may have been stored with the workbook, before anybody heard its sentence: the formula is
'worked out once more. Which of many answers a cell shows cannot be told this way.
Private Function Heard(ByVal cell As Range, ByVal code As String) As String
    Dim result As Variant
    On Error GoTo unknown
    If Not cell.HasFormula Then Exit Function
    latest = ""
    result = cell.Worksheet.Evaluate(cell.Formula)
    If IsArray(result) Then Exit Function
    If Left$(latest, Len(code) + 1) = code & " " Then Heard = Mid$(latest, Len(code) + 2)
unknown:
End Function

'--- Python ------------------------------------------------------------------------------------------

'One call into Python. If the process has gone since the last call, it is started again, once.
Private Function Asked(ByVal what As String, ByVal parts As Variant) As Variant
    Dim starts As Long, complaint As String
    On Error GoTo gone
again:
    If python Is Nothing Then
        starts = starts + 1
        StartPython
    End If
    Asked = python.CallUDF(SERVER, what, Array(parts))
    Exit Function
gone:
    complaint = Err.Description
    Set python = Nothing
    If starts = 0 Then Resume again
    If trouble = "" Then trouble = "Python stops: " & complaint & " Press Refresh to try again."
    Err.Raise NO_PYTHON, , trouble
End Function

'Let a button do its work in Python, with the workbook it is about; the words to show.
Public Function Acted(ByVal action As String, ByVal choice As String) As Variant
    Retry
    Asked "ready", Array("")
    Acted = python.CallUDF(SERVER, "act", Array(Array(action, choice)), ActiveWorkbook)
End Function

'Forget why Python could not run, so that it is tried again.
Public Sub Retry()
    trouble = ""
End Sub

'Start Python, or say at once why it did not start the last time: xlwings waits two minutes for a
'process that cannot answer, and every formula would wait anew.
Public Sub StartPython()
    If trouble <> "" Then Err.Raise NO_PYTHON, , trouble
    If Not python Is Nothing Then Exit Sub
    On Error GoTo failed
    CheckPython
    Set python = XLPy()
    python.CallUDF SERVER, "ready", Array(Array(""))
    Exit Sub
failed:
    trouble = "Python does not start: " & Err.Description & _
        " For what to do, run: passivefolio doctor excel. Then press Refresh."
    Set python = Nothing
    Err.Raise NO_PYTHON, , trouble
End Sub

'Whether Python and what it needs are there, before anybody waits for it.
Private Sub CheckPython()
    Dim interpreter As String, logFile As String, complaint As String, exitCode As Long
    #If Mac Then
        Err.Raise NO_PYTHON, , "formulas need Excel for Windows."
    #End If
    interpreter = GetConfig("INTERPRETER_WIN", "")
    If interpreter = "" Then Err.Raise NO_PYTHON, , "no Python is set."
    If Not FileExists(interpreter) Then Err.Raise NO_PYTHON, , "there is no " & interpreter & "."
    logFile = Environ("TEMP") & "\passivefolio-python.log"
    exitCode = WScript.Run(TrialCommand(interpreter, logFile), 0, True)
    If exitCode = 0 Then Exit Sub
    complaint = LastLine(ReadFile(logFile))
    If complaint = "" Then complaint = "it stops with the code " & exitCode
    Err.Raise NO_PYTHON, , complaint & "."
End Sub

'The command that loads all that formulas need. Quoted as xlwings quotes its own: cmd takes the
'outer pair away.
Private Function TrialCommand(ByVal interpreter As String, ByVal logFile As String) As String
    TrialCommand = "cmd.exe /C """"" & interpreter & """ -B -c ""import pythoncom, " & SERVER & _
        """ 2> """ & logFile & """"""
End Function

Private Function LastLine(ByVal content As String) As String
    Dim candidate As Variant
    For Each candidate In Split(content, vbCrLf)
        If Trim$(candidate) <> "" Then LastLine = Trim$(candidate)
    Next candidate
End Function

'Load Python's files from the disk once, while Excel stays free, so that it starts quickly later.
Public Sub PreparePython()
    Dim interpreter As String
    On Error Resume Next    'whatever is wrong is told when a formula needs Python
    interpreter = GetConfig("INTERPRETER_WIN", "")
    If FileExists(interpreter) Then Shell TrialCommand(interpreter, "NUL"), vbHide
End Sub
