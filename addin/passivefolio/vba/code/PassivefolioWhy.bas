Option Explicit
Option Private Module
'Why a cell shows an error: the sentences of our functions are kept for the cells that show them.

Private Const MOST_SENTENCES As Long = 20000
Private Const MOST_STEPS As Long = 20

Private sentences As Collection     'code and sentence, for each cell that shows an error of ours
Private latest As String            'code and sentence of the error that was told last

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

'--- Sentences -----------------------------------------------------------------------------------

'An error of a function of ours, and the cell that shows it: some cells below and beside the caller.
Public Sub Remember(ByVal code As String, ByVal sentence As String, ByVal caller As Range, _
                    ByVal down As Long, ByVal across As Long)
    latest = code & " " & sentence
    If caller Is Nothing Then Exit Sub
    If sentences Is Nothing Then Set sentences = New Collection
    If sentences.Count >= MOST_SENTENCES Then Set sentences = New Collection
    On Error Resume Next    'there may be no earlier sentence to take away
    sentences.Remove KeyOf(caller, down, across)
    On Error GoTo 0
    sentences.Add latest, KeyOf(caller, down, across)
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

Private Function KeyOf(ByVal caller As Range, ByVal down As Long, ByVal across As Long) As String
    KeyOf = caller.Worksheet.Parent.Name & "|" & caller.Worksheet.Name & "|" & _
        (caller.Row + down) & "|" & (caller.Column + across)
End Function

'--- Errors --------------------------------------------------------------------------------------

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
