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

Public Function PERF_TO_TARGET(numerator As Variant, denominator As Variant, target As Variant, polarity As Variant, Optional per As Variant) As Variant
Attribute PERF_TO_TARGET.VB_Description = "Return how many more or fewer children would meet the target: the change in the numerator, in whole children."
Attribute PERF_TO_TARGET.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_TO_TARGET = PerfAnswer("PERF_TO_TARGET", numerator, denominator, target, polarity, per)
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

Public Function PERF_YEAR_END(months As Variant, kind As Variant, Optional denominators As Variant, Optional method As Variant) As Variant
Attribute PERF_YEAR_END.VB_Description = "Return the forecast of the year's end from the months so far, April first."
Attribute PERF_YEAR_END.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_YEAR_END = PerfAnswer("PERF_YEAR_END", months, kind, denominators, method)
End Function

Public Function PERF_WORKING_DAYS(start As Variant, finish As Variant) As Variant
Attribute PERF_WORKING_DAYS.VB_Description = "Return how many working days have passed from one day to another, the first being day 0."
Attribute PERF_WORKING_DAYS.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_WORKING_DAYS = PerfAnswer("PERF_WORKING_DAYS", start, finish)
End Function

Public Function PERF_DUE(start As Variant, kind As Variant) As Variant
Attribute PERF_DUE.VB_Description = "Return the last day on which a thing is on time, counted from the day on which its time starts."
Attribute PERF_DUE.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_DUE = PerfAnswer("PERF_DUE", start, kind)
End Function

Public Function PERF_RANK(value As Variant, values As Variant, polarity As Variant) As Variant
Attribute PERF_RANK.VB_Description = "Return the rank of a figure among others: 1 is the best, and equal figures share the better rank (1, 2, 2, 4)."
Attribute PERF_RANK.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_RANK = PerfAnswer("PERF_RANK", value, values, polarity)
End Function

Public Function PERF_QUARTILE(value As Variant, values As Variant, polarity As Variant) As Variant
Attribute PERF_QUARTILE.VB_Description = "Return the quartile band in which a figure lies among others: A is the best quarter, D the worst."
Attribute PERF_QUARTILE.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_QUARTILE = PerfAnswer("PERF_QUARTILE", value, values, polarity)
End Function

Public Function PERF_SPC(values As Variant, Optional ranges As Variant) As Variant
Attribute PERF_SPC.VB_Description = "Return the mean, the process limits and the signal of each point of a series: four cells beside each."
Attribute PERF_SPC.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_SPC = PerfAnswer("PERF_SPC", values, ranges)
End Function

Public Function PERF_INDICATOR(code As Variant, Optional what As Variant, Optional day As Variant) As Variant
Attribute PERF_INDICATOR.VB_Description = "Return what the catalogue says of an indicator: its title, or another fact."
Attribute PERF_INDICATOR.VB_ProcData.VB_Invoke_Func = " \n14"
    PERF_INDICATOR = PerfAnswer("PERF_INDICATOR", code, what, day)
End Function
