Option Explicit
' pmo_xl: starts Python for the active workbook and waits for it, so that no second one can start.
' Where there is none (Protected View, a book not shown), Python says so, in Japanese.
' ASCII only: Japanese text comes from Python. Nothing here touches a cell, a file or the project.

Public Const PMOXL_NOT_REGISTERED As Long = 5130
Private Const QUOTE As String = """"

Public Sub PmoXl_Start(ByVal action As String)
    Dim code As Long, book As String
    On Error GoTo failed
    If Not ActiveWorkbook Is Nothing Then book = ActiveWorkbook.Name
    code = PmoXl_Exec(PmoXl_Arguments(action, book, PmoXl_Window()))
    If code <> 0 Then PmoXl_Say "Python ended with code " & code & ". Please type: pmo-xl buttons doctor"
    Exit Sub
failed:
    PmoXl_Say PmoXl_Trouble(Err.Number, Err.Description)
End Sub

' What stands behind the program's name. Two characters that no workbook's name can have serve here:
' the quotation mark ends the name, and ? stands for %, which would be taken for the mark of a variable.
Public Function PmoXl_Arguments(ByVal action As String, ByVal book As String, ByVal hwnd As String) As String
    PmoXl_Arguments = "-P -m pmo_xl.buttons " & action & " " & QUOTE & "--wb=" & Replace(book, "%", "?") & QUOTE & _
        " --from_xl=1 --hwnd=" & hwnd
End Function

' 70, 1000, access denied, blocked by policy: most often a rule of the company against programs started by Office.
Public Function PmoXl_Trouble(ByVal number As Long, ByVal description As String) As String
    Select Case number
    Case PMOXL_NOT_REGISTERED
        PmoXl_Trouble = "Python is not registered for this user. Please type: pmo-xl buttons install"
    Case 70, 1000, -2147024891, -2147023636
        PmoXl_Trouble = "Python could not be started (" & number & " " & description & ")." & _
            " A company rule may forbid Excel to start programs. Without macros: pmo-xl run --active." & _
            " What to tell the IT department: pmo-xl buttons doctor"
    Case Else
        PmoXl_Trouble = "Python could not be started (" & number & " " & description & ")." & _
            " Please type: pmo-xl buttons doctor"
    End Select
End Function

Public Sub PmoXl_Say(ByVal text As String)
    MsgBox "pmo_xl: " & text, vbExclamation, "pmo_xl"
End Sub
