Option Explicit
'The tab Passivefolio: every button does its work in Python, and leaves Excel as it was.

Private Type Settings
    statusBar As Variant
    calculation As Variant
    screenUpdating As Boolean
    enableEvents As Boolean
    cursor As Long
End Type

Private events As PassivefolioEvents    'watches which workbooks are opened

Public Sub PassivefolioPressed(control As IRibbonControl)
    Act control.Tag, ""
End Sub

Public Sub PassivefolioChosen(control As IRibbonControl, id As String, index As Integer)
    Act control.Tag, id
End Sub

Private Sub Act(ByVal action As String, ByVal choice As String)
    Dim before As Settings, words As String
    Keep before
    On Error GoTo failed
    Application.StatusBar = "Passivefolio is working..."
    Application.Cursor = xlWait
    If action = "refresh" And Not ActiveWorkbook Is Nothing Then RepairLinks ActiveWorkbook
    words = Acted(action, choice)
    PutBack before
    Say words
    Exit Sub
failed:
    words = Err.Description
    PutBack before
    MsgBox words, vbExclamation, "Passivefolio"
End Sub

'Nothing to say, plain words, or an error as Chr(1) & code & Chr(1) & sentence.
Private Sub Say(ByVal words As String)
    If words = "" Then Exit Sub
    If Left$(words, 1) = Chr$(1) Then
        MsgBox Split(words, Chr$(1), 3)(2), vbExclamation, "Passivefolio"
    Else
        MsgBox words, vbInformation, "Passivefolio"
    End If
End Sub

Private Sub Keep(ByRef before As Settings)
    before.statusBar = Application.StatusBar
    before.screenUpdating = Application.ScreenUpdating
    before.enableEvents = Application.EnableEvents
    before.cursor = Application.Cursor
    On Error Resume Next    'the way of calculation is not known while no workbook is open
    before.calculation = Application.Calculation
End Sub

Private Sub PutBack(ByRef before As Settings)
    On Error Resume Next    'one setting that cannot be put back must not keep the others
    Application.ScreenUpdating = before.screenUpdating
    Application.EnableEvents = before.enableEvents
    Application.Cursor = before.cursor
    Application.StatusBar = before.statusBar
    If Not IsEmpty(before.calculation) Then Application.Calculation = before.calculation
End Sub

'--- When Excel starts -------------------------------------------------------------------------------

'Excel is left to open first; Python starts a little later, before the first formula needs it.
Public Sub PassivefolioBegin()
    Set events = New PassivefolioEvents
    Set events.App = Application
    Application.OnTime Now + TimeSerial(0, 0, 1), "'" & ThisWorkbook.Name & "'!PassivefolioPrepare"
    Application.OnTime Now + TimeSerial(0, 0, 6), "'" & ThisWorkbook.Name & "'!PassivefolioWarmUp"
End Sub

Public Sub PassivefolioPrepare()
    Dim book As Workbook
    PreparePython
    For Each book In Workbooks    'those that were opened before this add-in
        RepairLinks book
    Next book
End Sub

Public Sub PassivefolioWarmUp()
    On Error Resume Next    'a formula that needs Python says what is wrong
    StartPython
End Sub
