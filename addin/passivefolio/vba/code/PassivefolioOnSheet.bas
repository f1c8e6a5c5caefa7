Option Explicit
'The button Refresh on a sheet: Python refreshes this workbook, in a process of its own, and says
'what came of it.

Public Sub PassivefolioButton()
    If PythonOfTheButton() = "" Then
        MsgBox "Excel does not know which Python to start for this button. When passivefolio is " & _
            "installed, run in a terminal: passivefolio install excel", vbExclamation, "Passivefolio"
        Exit Sub
    End If
    Application.StatusBar = "Passivefolio is working..."
    RunPython "from passivefolio.hosts.excel.button import press; press()"
    #If Not Mac Then
        Application.StatusBar = False    'on a Mac Python is still at work and does this at its end
    #End If
End Sub

Private Function PythonOfTheButton() As String
    #If Mac Then
        PythonOfTheButton = GetConfig("INTERPRETER_MAC", "")
    #Else
        PythonOfTheButton = GetConfig("INTERPRETER_WIN", "")
    #End If
End Function
