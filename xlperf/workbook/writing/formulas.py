"""Formulas as a file holds them: newer functions with the prefix that Excel asks for, unfit ones not at all."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from xlperf.errors import OutputError
from xlperf.workbook.writing.texts import LONGEST_FORMULA, plain_text, refuse_too_long


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Functions that came after the file format (Microsoft: "Issue: An _xlfn. prefix is displayed in front of a formula").
# All with a dot in their name belong to them, but for four that are older than they look.
NEW = _words(
    "ACOT ACOTH AGGREGATE ARABIC BASE BITAND BITLSHIFT BITOR BITRSHIFT BITXOR COMBINA COT COTH CSC CSCH DAYS",
    "DECIMAL FORMULATEXT GAMMA GAUSS IFNA IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH IMSINH IMTAN ISFORMULA",
    "ISOWEEKNUM MUNIT NUMBERVALUE PDURATION PERMUTATIONA PHI RRI SEC SECH SHEET SHEETS UNICHAR UNICODE XOR",
)
OLD_WITH_A_DOT = frozenset(["ERROR.TYPE", "ISO.CEILING", "NETWORKDAYS.INTL", "WORKDAY.INTL"])
# Functions that Excel 2016 or LibreOffice 7.4 does not know. A report must recalculate in both.
TOO_NEW = _words(
    "ANCHORARRAY ARRAYTOTEXT BYCOL BYROW CHOOSECOLS CHOOSEROWS CONCAT DROP EXPAND FILTER HSTACK IFS ISOMITTED",
    "LAMBDA LET MAKEARRAY MAP MAXIFS MINIFS RANDARRAY REDUCE SCAN SEQUENCE SINGLE SORT SORTBY SWITCH TAKE",
    "TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW UNIQUE VALUETOTEXT VSTACK WRAPCOLS WRAPROWS XLOOKUP",
    "XMATCH",
)
# Functions that reach out of the workbook; so do DDE's "|" and the "[" of another workbook's name.
OUTWARD = _words(
    "CALL DDE FILTERXML HYPERLINK IMAGE QUERYSTRING REGISTER REGISTER.ID RTD WEBSERVICE",
)

_FUNCTION = r"(?<![\w.])[A-Za-z][A-Za-z0-9.]*(?=\()"
_TEXT = r"\"[^\"]*\"|'[^'\[]*'"
_TEXTS = re.compile(_TEXT)
_OUTSIDE_TEXTS = re.compile(rf"{_TEXT}|({_FUNCTION}|[|\[])")
# Finds all that _FUNCTION finds and some more; without looking back it takes a third of the time.
_PERHAPS_FUNCTIONS = re.compile(r"[A-Za-z][A-Za-z0-9.]*(?=\()")


def stored_formula(formula: str) -> str:
    """
    Return a formula, which starts with "=", as it is stored.

    A formula that is too long, that uses a function which Excel 2016 or LibreOffice 7.4 does not know, or that reaches
    out of the workbook is an OutputError; the caller says where.
    """
    formula = plain_text(formula)
    if not formula.startswith("=") or len(formula) < 2:
        raise OutputError('a formula starts with "="')
    refuse_too_long(formula, LONGEST_FORMULA, "the formula", "Put part of it in another cell.")
    # Nearly every formula is settled by this look at it; only the others are gone through name by name.
    outside = _TEXTS.sub('""', formula)
    if "|" in outside or "[" in outside or any(map(_kind, set(_PERHAPS_FUNCTIONS.findall(outside)))):
        return _OUTSIDE_TEXTS.sub(_stored, formula)
    return formula


def _stored(found: re.Match[str]) -> str:
    """Return what stands for a function's name in the file; texts and quoted names of sheets stay as they are."""
    name = found[1]
    kind = _kind(name) if name else ""
    if kind == "outward":
        raise OutputError("the formula reaches out of the workbook, and a report never does; write the value")
    if kind == "too new":
        raise OutputError(f"{name} is not known to Excel 2016 and LibreOffice 7.4; do without it")
    return f"_xlfn.{name}" if kind == "new" else found[0]


@cache
def _kind(name: str) -> Literal["", "new", "too new", "outward"]:
    """Say which kind of function a name is, whatever its case; most are of none."""
    name = name.upper()
    if name in OUTWARD or name in {"|", "["}:
        return "outward"
    if name in TOO_NEW:
        return "too new"
    return "new" if name in NEW or ("." in name and name not in OLD_WITH_A_DOT) else ""
