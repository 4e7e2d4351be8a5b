Option Explicit
' One callback for every button of the tab: the action is the button's tag.

Public Sub PmoXl_Ribbon(control As IRibbonControl)
    PmoXl_Start control.Tag
End Sub
