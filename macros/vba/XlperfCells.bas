Attribute VB_Name = "XlperfCells"
Option Explicit
Option Private Module
' What every PERF_ function does: hand the cells to Python, and give back values and true error values.
' Option Private Module keeps what stands here out of Excel's list of functions.

Private Const PYTHON_MODULE As String = "xlperf.hosts.excel.udfs"
Private Const LARGEST_RANGE As Long = 1048576
Private Const NOT_AVAILABLE As Long = 2042
Private Const REFUSED As Long = -2147220991

Private server As Object
Private lastReason As String

Public Function PerfAnswer(ByVal functionName As String, ParamArray given() As Variant) As Variant
    ' The answer of a function; #N/A, and a reason that "Last error" shows, when Python cannot be asked.
    Dim passed() As Variant
    Dim position As Long
    Dim filled As Long
    Dim lastRow As Long

    On Error GoTo Failed
    lastRow = 1
    For position = LBound(given) To UBound(given)
        If IsObject(given(position)) Then
            If IsWholeColumn(given(position)) Then
                filled = LastFilledRow(given(position))
                If filled > lastRow Then lastRow = filled
            End If
        End If
    Next position
    ReDim passed(LBound(given) To UBound(given))
    For position = LBound(given) To UBound(given)
        If IsObject(given(position)) Then
            passed(position) = ValuesOf(given(position), lastRow)
        Else
            passed(position) = given(position)
        End If
    Next position
    PerfAnswer = WithErrors(FromPython(functionName, passed))
    Exit Function
Failed:
    lastReason = functionName & ": " & Err.Description
    PerfAnswer = CVErr(NOT_AVAILABLE)
End Function

Public Function PerfReasons() As String
    ' Why functions last gave an error: what stopped the add-in itself, then what Python noted.
    Dim noted As String

    If Not server Is Nothing Then
        On Error Resume Next
        noted = server.CallUDF("xlperf.hosts.excel.reasons", "last_reasons", Array())
        On Error GoTo 0
    End If
    If lastReason <> "" And noted <> "" Then noted = lastReason & vbCrLf & vbCrLf & noted
    If noted = "" Then noted = lastReason
    If noted = "" Then noted = "No PERF_ function has given an error since Excel was started."
    PerfReasons = noted
End Function

Private Function FromPython(ByVal functionName As String, ByRef passed() As Variant) As Variant
    ' The connection is kept, because finding it costs more than most functions; a lost one is made anew once.
    Dim isNew As Boolean

    On Error GoTo Lost
Connect:
    If server Is Nothing Then
        isNew = True
        Set server = XLPy
    End If
    FromPython = server.CallUDF(PYTHON_MODULE, functionName, passed)
    Exit Function
Lost:
    Set server = Nothing
    If isNew Then Err.Raise REFUSED, , Err.Description
    Resume Connect
End Function

Private Function IsWholeColumn(ByVal source As Object) As Boolean
    IsWholeColumn = (source.Rows.Count = source.Worksheet.Rows.Count)
End Function

Private Function LastFilledRow(ByVal source As Object) As Long
    ' The last row of whole columns with anything in it, at least 1. Not the last used row of the sheet:
    ' an answer that spills beside the columns would make itself longer each time it is calculated.
    Dim values As Variant
    Dim row As Long
    Dim column As Long

    LastFilledRow = 1
    row = source.Worksheet.UsedRange.Row + source.Worksheet.UsedRange.Rows.Count - 1
    values = ValuesOf(source, row)
    If Not IsArray(values) Then Exit Function
    For row = UBound(values, 1) To 2 Step -1
        For column = 1 To UBound(values, 2)
            If Not IsEmpty(values(row, column)) Then
                LastFilledRow = row
                Exit Function
            End If
        Next column
    Next row
End Function

Private Function ValuesOf(ByVal source As Object, ByVal lastRow As Long) As Variant
    ' The values of a range, dates as numbers, whole columns only as far as they are filled.
    Dim rowCount As Long

    If source.Areas.Count > 1 Then
        Err.Raise REFUSED, , "A range of several parts was given. Give one rectangle of cells."
    End If
    rowCount = source.Rows.Count
    If IsWholeColumn(source) Then rowCount = lastRow
    If CDbl(rowCount) * source.Columns.Count > LARGEST_RANGE Then
        Err.Raise REFUSED, , "A range of more than 1,048,576 cells was given. Give the filled part of it."
    End If
    ValuesOf = source.Resize(rowCount, source.Columns.Count).Value2
End Function

Private Function WithErrors(ByVal answer As Variant) As Variant
    ' An answer is one value, one row, or rows; its error texts become error values.
    Dim row As Long
    Dim column As Long

    If Not IsArray(answer) Then
        WithErrors = AsCell(answer)
        Exit Function
    End If
    If HasRows(answer) Then
        For row = LBound(answer, 1) To UBound(answer, 1)
            For column = LBound(answer, 2) To UBound(answer, 2)
                If VarType(answer(row, column)) = vbString Then answer(row, column) = AsCell(answer(row, column))
            Next column
        Next row
    Else
        For column = LBound(answer) To UBound(answer)
            If VarType(answer(column)) = vbString Then answer(column) = AsCell(answer(column))
        Next column
    End If
    WithErrors = answer
End Function

Private Function HasRows(ByRef answer As Variant) As Boolean
    Dim last As Long

    On Error GoTo OneRow
    last = UBound(answer, 2)
    HasRows = True
OneRow:
End Function

Private Function AsCell(ByVal value As Variant) As Variant
    ' No other text of ours is ever one of these: Python takes care of that.
    AsCell = value
    If VarType(value) <> vbString Then Exit Function
    If Left$(value, 1) <> "#" Then Exit Function
    Select Case value
        Case "#NULL!": AsCell = CVErr(2000)
        Case "#DIV/0!": AsCell = CVErr(2007)
        Case "#VALUE!": AsCell = CVErr(2015)
        Case "#REF!": AsCell = CVErr(2023)
        Case "#NAME?": AsCell = CVErr(2029)
        Case "#NUM!": AsCell = CVErr(2036)
        Case "#N/A": AsCell = CVErr(2042)
        Case "#GETTING_DATA": AsCell = CVErr(2043)
        Case "#SPILL!": AsCell = CVErr(2045)
        Case "#CONNECT!": AsCell = CVErr(2046)
        Case "#BLOCKED!": AsCell = CVErr(2047)
        Case "#UNKNOWN!": AsCell = CVErr(2048)
        Case "#FIELD!": AsCell = CVErr(2049)
        Case "#CALC!": AsCell = CVErr(2050)
    End Select
End Function
