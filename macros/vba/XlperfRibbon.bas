Attribute VB_Name = "XlperfRibbon"
Option Explicit
' What the ribbon calls. Made from the buttons by macros/recipes/make.py: do not change it by hand.

Private ribbon As Object
Private watcher As XlperfEvents

Public Sub XlperfLoaded(shown As Object)
    Set ribbon = shown
    Set watcher = New XlperfEvents
    watcher.Watch Application
End Sub

Public Sub XlperfRefresh()
    If Not ribbon Is Nothing Then ribbon.Invalidate
End Sub

Public Sub XlperfNeedsBook(control As Object, ByRef enabled As Variant)
    enabled = Not (ActiveWorkbook Is Nothing)
End Sub

Public Sub XlperfLastError(control As Object)
    MsgBox Left$(PerfReasons(), 1000), vbInformation, "xlperf"
End Sub

Private Sub RunButton(ByVal button As String)
    If ActiveWorkbook Is Nothing Then
        MsgBox "Open a workbook first, then click again.", vbInformation, "xlperf"
        Exit Sub
    End If
    RunPython "from xlperf.hosts.excel import buttons, versions; versions.check('0.37.8'); buttons.run('" & button & "')"
End Sub

Public Sub XlperfCheckReturn(control As Object)
    RunButton "check_return"
End Sub

Public Sub XlperfCalculateFigures(control As Object)
    RunButton "calculate_figures"
End Sub

Public Sub XlperfBuildReport(control As Object)
    RunButton "build_report"
End Sub

Public Sub XlperfRateSelection(control As Object)
    RunButton "rate_selection"
End Sub

Public Sub XlperfTrendOfSelection(control As Object)
    RunButton "trend_of_selection"
End Sub

Public Sub XlperfReconcile(control As Object)
    RunButton "reconcile"
End Sub

Public Sub XlperfConvertFolder(control As Object)
    RunButton "convert_folder"
End Sub

Public Sub XlperfInsertIndicator(control As Object)
    RunButton "insert_indicator"
End Sub

Public Sub XlperfCommentary(control As Object)
    RunButton "commentary"
End Sub

Public Sub XlperfPrintPdf(control As Object)
    RunButton "print_pdf"
End Sub

Public Sub XlperfHelp(control As Object)
    RunButton "help"
End Sub
