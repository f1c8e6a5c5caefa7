Option Explicit
Option Private Module
'The one Python process that answers for all workbooks: it is started once, and a failure to start is
'remembered instead of waited for again.

Private Const SERVER As String = "passivefolio.hosts.excel.server"
Private Const NO_PYTHON As Long = 513    'the first number for errors of one's own

Private python As Object    'the running Python; Nothing before it is needed
Private trouble As String   'why Python cannot run; said again until somebody retries
Private proof As String     'what a file says once Python has been tried while Excel was free

'One call into Python. If the process has gone since the last call, it is started again, once.
Public Function Asked(ByVal what As String, ByVal parts As Variant) As Variant
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
    proof = ""    'it holds for one start: a Python that has gone may not be there any more
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
    Dim interpreter As String, complaint As String, exitCode As Long
    #If Mac Then
        Err.Raise NO_PYTHON, , "formulas need Excel for Windows."
    #End If
    interpreter = GetConfig("INTERPRETER_WIN", "")
    If interpreter = "" Then Err.Raise NO_PYTHON, , "no Python is set."
    If Not FileExists(interpreter) Then Err.Raise NO_PYTHON, , "there is no " & interpreter & "."
    If IsProven() Then Exit Sub
    exitCode = WScript.Run(TrialCommand(interpreter, TempFile("log"), ""), 0, True)
    If exitCode = 0 Then Exit Sub
    complaint = LastLine(ReadFile(TempFile("log")))
    If complaint = "" Then complaint = "it stops with the code " & exitCode
    Err.Raise NO_PYTHON, , complaint & "."
End Sub

'Try Python while Excel stays free: what takes long is then done before a formula needs it.
Public Sub PreparePython()
    Dim interpreter As String
    On Error Resume Next    'whatever is wrong is told when a formula needs Python
    interpreter = GetConfig("INTERPRETER_WIN", "")
    If Not FileExists(interpreter) Then Exit Sub
    proof = "ready " & Timer
    Shell TrialCommand(interpreter, "NUL", _
        " && echo " & proof & " > """ & TempFile("txt") & """"), vbHide
End Sub

Private Function IsProven() As Boolean
    On Error GoTo notYet    'the file may be about to be written
    If proof = "" Or Not FileExists(TempFile("txt")) Then Exit Function
    IsProven = LastLine(ReadFile(TempFile("txt"))) = proof
notYet:
End Function

'The command that loads all that formulas need, and what is to follow when it works. Quoted as xlwings
'quotes its own: cmd takes the outer pair away.
Private Function TrialCommand(ByVal interpreter As String, ByVal logFile As String, _
                              ByVal followedBy As String) As String
    TrialCommand = "cmd.exe /C """"" & interpreter & """ -B -c ""import pythoncom, " & SERVER & _
        """ 2> """ & logFile & """" & followedBy & """"
End Function

'A file of this Excel alone: two that start together must not write into the same one.
Private Function TempFile(ByVal kind As String) As String
    TempFile = Environ("TEMP") & "\passivefolio-" & (Application.Hwnd Mod 100) & "." & kind
End Function

Private Function LastLine(ByVal content As String) As String
    Dim candidate As Variant
    For Each candidate In Split(content, vbCrLf)
        If Trim$(candidate) <> "" Then LastLine = Trim$(candidate)
    Next candidate
End Function
