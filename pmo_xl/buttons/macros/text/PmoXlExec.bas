Option Explicit
' The interpreter is the one that "pmo-xl buttons install" registered for this user.

Public Function PmoXl_Exec(ByVal arguments As String) As Long
    Dim host As Object
    Set host = CreateObject("WScript.Shell")
    PmoXl_Exec = host.Run("""" & PmoXl_Python(host) & """ " & arguments, 0, True)
End Function

Public Function PmoXl_Window() As String
    PmoXl_Window = CStr(Application.Hwnd)
End Function

Private Function PmoXl_Python(ByVal host As Object) As String
    On Error Resume Next
    PmoXl_Python = host.RegRead("HKCU\Software\pmo_xl\PythonW")
    On Error GoTo 0
    If PmoXl_Python = "" Then Err.Raise PMOXL_NOT_REGISTERED, "pmo_xl", "not registered"
End Function
