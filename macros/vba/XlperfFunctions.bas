Attribute VB_Name = "XlperfFunctions"
Option Explicit
' Made from the function cards by macros/recipes/make.py: do not change it by hand.

Public Function PERF_RATE(count As Variant, population As Variant, Optional per As Variant) As Variant
Attribute PERF_RATE.VB_Description = "Return how many there are for every 10,000 people."
Attribute PERF_RATE.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_RATE = PerfAnswer("PERF_RATE", count, population, per)
End Function

Public Function PERF_PERCENT(numerator As Variant, denominator As Variant) As Variant
Attribute PERF_PERCENT.VB_Description = "Return the share that one count is of another, as a fraction."
Attribute PERF_PERCENT.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_PERCENT = PerfAnswer("PERF_PERCENT", numerator, denominator)
End Function

Public Function PERF_SHOWN(value As Variant, Optional places As Variant, Optional unit As Variant) As Variant
Attribute PERF_SHOWN.VB_Description = "Return a number as a report shows it, as text, rounded once."
Attribute PERF_SHOWN.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_SHOWN = PerfAnswer("PERF_SHOWN", value, places, unit)
End Function

Public Function PERF_ADRIFT(value As Variant, target As Variant, polarity As Variant) As Variant
Attribute PERF_ADRIFT.VB_Description = "Return how far a figure is from its target, as a fraction of the target; above 0 is worse."
Attribute PERF_ADRIFT.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_ADRIFT = PerfAnswer("PERF_ADRIFT", value, target, polarity)
End Function

Public Function PERF_BRAG(value As Variant, target As Variant, polarity As Variant, Optional scheme As Variant) As Variant
Attribute PERF_BRAG.VB_Description = "Return the rating of a figure against its target: the scheme's word, alone, as a cell wants it."
Attribute PERF_BRAG.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_BRAG = PerfAnswer("PERF_BRAG", value, target, polarity, scheme)
End Function

Public Function PERF_STATUS(value As Variant, target As Variant, polarity As Variant, Optional red_limit As Variant) As Variant
Attribute PERF_STATUS.VB_Description = "Return the status of a figure against its target, in words."
Attribute PERF_STATUS.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_STATUS = PerfAnswer("PERF_STATUS", value, target, polarity, red_limit)
End Function

Public Function PERF_TREND(now As Variant, before As Variant, polarity As Variant, places As Variant) As Variant
Attribute PERF_TREND.VB_Description = "Return the direction of travel between two figures, adjusted by polarity."
Attribute PERF_TREND.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_TREND = PerfAnswer("PERF_TREND", now, before, polarity, places)
End Function

Public Function PERF_TO_TARGET(numerator As Variant, denominator As Variant, target As Variant, polarity As Variant) As Variant
Attribute PERF_TO_TARGET.VB_Description = "Return how many more or fewer children would meet the target: the change in the numerator, in whole children."
Attribute PERF_TO_TARGET.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_TO_TARGET = PerfAnswer("PERF_TO_TARGET", numerator, denominator, target, polarity)
End Function

Public Function PERF_INTERVAL(count As Variant, denominator As Variant, Optional kind As Variant, Optional level As Variant) As Variant
Attribute PERF_INTERVAL.VB_Description = "Return the confidence interval of a share, a rate or a count: two cells, lower and upper."
Attribute PERF_INTERVAL.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_INTERVAL = PerfAnswer("PERF_INTERVAL", count, denominator, kind, level)
End Function

Public Function PERF_YTD(numerators As Variant, denominators As Variant) As Variant
Attribute PERF_YTD.VB_Description = "Return the year to date: the sum of the numerators over the sum of the denominators."
Attribute PERF_YTD.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_YTD = PerfAnswer("PERF_YTD", numerators, denominators)
End Function
