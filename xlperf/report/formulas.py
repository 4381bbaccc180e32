"""Native Excel formulas that say what `xlperf.results` says in Python, so that a report follows when a cell is changed.

Each function takes references to cells (``B2``, ``'Figures'!$C$9``) and returns the text of a formula that starts with
"=". Only functions that Excel 2016 and LibreOffice 7.4 know are used, and none that recalculates by itself.

The cells referred to hold numbers or the signs of a missing number ([x], [z], [c], [low]); blank and any other text
count as not available, and a target that is neither number nor sign as no target. What comes out is a number, a sign
or the words of a rating, never an Excel error. Comparisons stand inside ROUND(…, 12), as they do in Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from xlperf.figure import Unit
from xlperf.report.formula_parts import (
    CONFIDENTIAL,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    TOO_LOW,
    all_numbers,
    are_numbers,
    behind,
    decimals_kept,
    how_many,
    not_from_0,
    number_text,
    of_0,
    quoted,
    reason,
    reason_in,
    share_of_mark,
    target_reason,
    unexplained,
    worse_by,
)
from xlperf.results.interval import EXACT_BELOW
from xlperf.results.polarity import Polarity
from xlperf.results.rating import DATA_ONLY, NO_DATA, NO_TARGET, SUPPRESSED, Scheme
from xlperf.results.trend import TREND_TEXTS

__all__ = [
    "TREND_TEXTS",
    "adrift_formula",
    "count_formula",
    "interval_formula",
    "margin_formula",
    "rating_formula",
    "ratio_of_sums_formula",
    "to_target_formula",
    "trend_formula",
    "value_formula",
]

# Values


def value_formula(unit: Unit, numerator: str, denominator: str = "", per: float = 10_000) -> str:
    """
    Return the formula of a value: a fraction for "percent", a rate per `per` for "rate", else the numerator itself.

    Mirrors `results.rate`; a count and a score take no denominator.
    """
    if unit not in ("percent", "rate"):
        return f"=IF(ISNUMBER({numerator}),{numerator},{reason(numerator)})"
    multiplied = f"{numerator}*{number_text(per)}" if unit == "rate" else numerator
    none_of_some = f"AND(ISNUMBER({numerator}),{numerator}=0,OR({denominator}={CONFIDENTIAL},{denominator}={TOO_LOW}))"
    missing = f"IF({none_of_some},0,{reason(numerator, denominator)})"
    ratio = of_0(numerator, denominator, f"{multiplied}/{denominator}")
    return f"=IF({are_numbers(numerator, denominator)},{ratio},{missing})"


def ratio_of_sums_formula(numerators: Sequence[str], denominators: Sequence[str]) -> str:
    """
    Return the formula of a year to date: the sum of the numerators ÷ the sum of the denominators.

    Each is a sequence of references to cells or ranges (``["B5:G5"]``). Mirrors `results.rate.ratio_of_sums`.
    """
    if not numerators or not denominators:
        return f"={NOT_AVAILABLE}"
    everything = [*numerators, *denominators]
    above, below = f"SUM({','.join(numerators)})", f"SUM({','.join(denominators)})"
    none_of_some = (
        f"AND({all_numbers(numerators)},{above}=0,{unexplained(denominators)}=0,"
        f"{how_many(denominators, CONFIDENTIAL, TOO_LOW)}>0)"
    )
    missing = f"IF({none_of_some},0,{reason_in(everything)})"
    return f"=IF({all_numbers(everything)},{of_0(above, below, f'{above}/{below}')},{missing})"


# Targets


def adrift_formula(value: str, target: str, polarity: Polarity) -> str:
    """Return the formula of how far a value is from its target, as a share of it; mirrors `results.rating.adrift`."""
    if polarity.direction == "neutral":
        share = NOT_APPLICABLE
    elif polarity.direction == "range":
        lower, upper = polarity.edges
        share = share_of_mark(value, target, polarity)
        for edge, passed in ((lower, "<"), (upper, ">")):
            if edge == 0:
                share = f"IF({value}{passed}0,{NOT_APPLICABLE},{share})"
    else:
        share = f"IF({target}=0,{NOT_APPLICABLE},({worse_by(value, target, polarity)})/ABS({target}))"
        share = f"IF(ISNUMBER({target}),{share},{target_reason(target)})"
    return f"=IF(ISNUMBER({value}),{share},{reason(value)})"


def rating_formula(
    value: str,
    target: str,
    polarity: Polarity,
    scheme: Scheme,
    unit: Unit,
    tolerance: str,
    ahead: str,
    red_limit: str | float | None = None,
    data_only: bool = False,
    places: int | None = None,
) -> str:
    """
    Return the formula of a rating as it stands in a cell (``Amber ◆``, ``No target ○``); mirrors `results.rating`.

    `tolerance` and `ahead` are cells with the scheme's thresholds, so that a reader may try others; `red_limit` is a
    cell that may be empty, or the number itself. `places` matters only to a scheme that rates values as shown.
    """
    no_value = f"IF({value}={CONFIDENTIAL},{quoted(SUPPRESSED.text)},{quoted(NO_DATA.text)})"
    if data_only or polarity.direction == "neutral":
        return f"=IF(ISNUMBER({value}),{quoted(DATA_ONLY.text)},{no_value})"
    judged = value
    if scheme.rated_as_shown and places is not None:
        judged = f"ROUND({value},{decimals_kept(places, unit)})"
    share = share_of_mark(judged, target, polarity)
    adrift = share if scheme.gap == "relative" else behind(judged, target, polarity)
    times = "*100" if scheme.gap == "points" and unit != "percent" else ""

    met = quoted(scheme.met.text)
    if scheme.best and scheme.ahead is not None and polarity.direction != "range":
        met = f"IF(AND({target}<>0,ROUND({adrift},12)<=-ROUND({ahead}{times},12)),{quoted(scheme.best.text)},{met})"
    near, missed = quoted(scheme.near.text), quoted(scheme.missed.text)
    possible = not_from_0(judged, target, polarity)
    not_met = f"IF(AND({possible}ROUND({adrift},12)<=ROUND({tolerance}{times},12)),{near},{missed})"
    if scheme.uses_red_limit and red_limit is not None:
        limit = red_limit if isinstance(red_limit, str) else number_text(red_limit)
        beyond = f"ROUND({worse_by(judged, limit, polarity)},12)>0"
        not_met = f"IF(ISNUMBER({limit}),IF({beyond},{missed},{near}),{not_met})"
    grades = f"IF(ROUND({share},12)<=0,{met},{not_met})"
    if polarity.direction != "range":
        grades = f"IF(ISNUMBER({target}),{grades},{quoted(NO_TARGET.text)})"
    return f"=IF(ISNUMBER({value}),{grades},{no_value})"


def count_formula(cells: str, words: str) -> str:
    """
    Return the formula of how many cells hold exactly these words, whatever their case.

    COUNTIF would take a word such as ">5%" for a comparison, and "?" and "*" for any letters.
    """
    return f"=SUMPRODUCT(--({cells}={quoted(words)}))"


def to_target_formula(numerator: str, denominator: str, target: str, polarity: Polarity, per: float = 1) -> str:
    """
    Return the formula of the change in the numerator that would meet the target, in whole children.

    Mirrors `results.target.to_target`. For a rate `denominator` is the population and `per` 10,000; for a count give
    "1" as the denominator.
    """
    whole = denominator if per == 1 else f"({denominator}/{number_text(per)})"
    met = f"ROUND({share_of_mark(f'{numerator}/{whole}', target, polarity)},12)<=0"
    if polarity.direction == "neutral":
        change = NOT_APPLICABLE
    elif polarity.direction == "range":
        lower, upper = (number_text(edge) for edge in polarity.edges)
        fewer = _nearest_change(numerator, whole, upper, polarity, -1)
        more = _nearest_change(numerator, whole, lower, polarity, 1)
        change = f"IF({met},0,IF({numerator}/{whole}>{upper},{fewer},{more}))"
    else:
        step = _nearest_change(numerator, whole, target, polarity, -1 if polarity.direction == "low" else 1)
        change = f"IF(ISNUMBER({target}),IF({met},0,{step}),{target_reason(target)})"
    checked = of_0(numerator, denominator, change)
    return f"=IF({are_numbers(numerator, denominator)},{checked},{reason(numerator, denominator)})"


def _nearest_change(numerator: str, whole: str, mark: str, polarity: Polarity, sign: int) -> str:
    """Return the nearest whole change to the mark, or the next one where that one does not meet the target."""
    plus = "-" if sign < 0 else "+"
    apart = f"{numerator}-{mark}*{whole}" if sign < 0 else f"{mark}*{whole}-{numerator}"
    nearest = f"ROUND({apart},0)"

    def meets(change: str) -> str:
        return f"ROUND({share_of_mark(f'({numerator}{plus}{change})/{whole}', mark, polarity)},12)<=0"

    following = f"{plus}({nearest}+1)"
    if polarity.direction == "range":
        following = f"IF({meets(f'({nearest}+1)')},{following},{NOT_APPLICABLE})"
    return f"IF({meets(nearest)},{plus}{nearest},{following})"


# Trend


def trend_formula(now: str, before: str, polarity: Polarity, places: int, unit: Unit) -> str:
    """Return the formula of the direction of travel, in `TREND_TEXTS` or empty; mirrors `results.trend`."""
    if polarity.direction == "neutral":
        return '=""'
    kept = decimals_kept(places, unit)
    worse = f"ROUND({worse_by(f'ROUND({now},{kept})', f'ROUND({before},{kept})', polarity)},12)"
    better, same, down = (quoted(TREND_TEXTS[word]) for word in ("improving", "no change", "getting worse"))
    return f'=IF({are_numbers(now, before)},IF({worse}=0,{same},IF({worse}>0,{down},{better})),"")'


# Intervals


def interval_formula(
    which: Literal["lower", "upper"], unit: Unit, count: str, denominator: str, level: str, per: float = 10_000
) -> str:
    """
    Return the formula of the lower or upper limit of a figure; mirrors `results.interval.interval`.

    `level` is a cell with 0.95 or 0.998. A percentage has Wilson's interval, a rate per `per` and a count Byar's, exact
    under 10; a count needs no denominator. A score has no interval (ValueError).
    """
    z = f"NORMSINV((1+{level})/2)"
    match unit:
        case "percent" if which == "lower":
            limit = _wilson_lower(count, denominator, z)
        case "percent":
            limit = f"1-{_wilson_lower(f'({denominator}-{count})', denominator, z)}"
        case "rate" | "count":
            exact, byar = _exact_limit(which, count, level), _byar_limit(which, count, z)
            limit = f"IF({count}<{EXACT_BELOW},{exact},{byar})"
        case _:
            raise ValueError(f"a {unit} has no interval")
    if unit == "count":
        return f"=IF(ISNUMBER({count}),IF({count}<0,{NOT_AVAILABLE},{limit}),{reason(count)})"
    too_many = f",{count}>{denominator}" if unit == "percent" else ""
    in_unit = limit if unit == "percent" else f"{limit}*{number_text(per)}/{denominator}"
    checked = f"IF(OR({count}<0,{denominator}<0{too_many}),{NOT_AVAILABLE},{in_unit})"
    return f"=IF({are_numbers(count, denominator)},{of_0(count, denominator, checked)},{reason(count, denominator)})"


def margin_formula(which: Literal["lower", "upper"], unit: Unit, value: str, margin: float) -> str:
    """Return the formula of a forecast's limit: so far from its value, but not below 0, nor a percentage above 1."""
    if which == "lower":
        limit = f"MAX(0,{value}-{number_text(margin)})"
    else:
        limit = f"{value}+{number_text(margin)}"
        limit = f"MIN(1,{limit})" if unit == "percent" else limit
    return f"=IF(ISNUMBER({value}),{limit},{reason(value)})"


def _wilson_lower(counted: str, whole: str, z: str) -> str:
    root = f"SQRT({z}^2+4*{counted}*(1-{counted}/{whole}))"
    return f"{counted}/{whole}*(2*{counted})/(2*{counted}+{z}^2+{z}*{root})"


def _exact_limit(which: str, count: str, level: str) -> str:
    # The gamma distribution is the chi-square one with half the degrees of freedom, and takes any count.
    if which == "lower":
        return f"IF({count}=0,0,GAMMAINV((1-{level})/2,{count},1))"
    return f"GAMMAINV((1+{level})/2,{count}+1,1)"


def _byar_limit(which: str, count: str, z: str) -> str:
    if which == "lower":
        return f"MAX(0,{count}*(1-1/(9*{count})-{z}/(3*SQRT({count})))^3)"
    after = f"({count}+1)"
    return f"{after}*(1-1/(9*{after})+{z}/(3*SQRT({after})))^3"
