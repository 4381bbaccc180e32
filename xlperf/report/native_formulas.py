"""A worksheet function's call as a formula that every spreadsheet knows, where there is one with the same answer.

They are the report's own formulas with the words and signs of the functions: Amber and not ``Amber ◆``, z and not
``[z]``. They are the same for cells that hold numbers; for cells with a number kept as text, or a text, they are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from xlperf.errors import RequestError
from xlperf.report.formula_parts import number_text, quoted
from xlperf.report.formulas import (
    TREND_TEXTS,
    adrift_formula,
    rating_formula,
    ratio_of_sums_formula,
    to_target_formula,
    trend_formula,
    value_formula,
)
from xlperf.results.polarity import Polarity
from xlperf.results.rating import STATES, Scheme

Constant = str | float | None
Schemes = Callable[[str], Scheme]

_TESTED = re.compile(r"""([\w$!']+)=("\[(?:z|x|c|low)\]")""")
_GIVEN = re.compile(r"""(?<!=)"\[(z|x|c|low)\]\"""")


def native_formula(name: str, cells: Sequence[str], constants: Sequence[Constant], schemes: Schemes) -> str | None:
    """
    Return the formula, without "=", of a function (``brag``) of cells, given as references, and constants after them.

    None where there is none: for another function, other arguments, a constant that the function refuses.
    """
    make = _MAKERS.get((name, len(cells)))
    if make is None:
        return None
    try:
        made = make(cells, constants, schemes)
    except (RequestError, TypeError, ValueError):
        return None
    return None if made is None else _in_words(made.removeprefix("="))


def _in_words(formula: str) -> str:
    """Return a report's formula with a function's words and signs; signs with and without brackets are understood."""
    for words, plain in [(state.text, state.word) for state in STATES.values()] + [
        (text, word.capitalize()) for word, text in TREND_TEXTS.items()
    ]:
        formula = formula.replace(quoted(words), quoted(plain))
    formula = _GIVEN.sub(lambda found: quoted(found[1]), formula)
    return _TESTED.sub(
        lambda found: f"OR({found[1]}={found[2]},{found[1]}={found[2].translate(_NO_BRACKETS)})", formula
    )


_NO_BRACKETS = {ord("["): None, ord("]"): None}


def _rate(cells: Sequence[str], constants: Sequence[Constant], schemes: Schemes) -> str | None:
    per = constants[0] if constants and constants[0] is not None else 10_000
    return value_formula("rate", cells[0], cells[1], per=float(per)) if float(per) > 0 else None


def _percent(cells: Sequence[str], constants: Sequence[Constant], schemes: Schemes) -> str | None:
    return value_formula("percent", cells[0], cells[1])


def _adrift(cells: Sequence[str], constants: Sequence[Constant], schemes: Schemes) -> str | None:
    return adrift_formula(cells[0], cells[1], _polarity(constants))


def _brag(cells: Sequence[str], constants: Sequence[Constant], schemes: Schemes) -> str | None:
    return _rating(cells, constants, schemes(str(constants[1] or "brag") if len(constants) > 1 else "brag"))


def _status(cells: Sequence[str], constants: Sequence[Constant], schemes: Schemes) -> str | None:
    limit = constants[1] if len(constants) > 1 else None
    return _rating(cells, constants, schemes("status"), None if limit is None else float(limit))


def _rating(
    cells: Sequence[str], constants: Sequence[Constant], scheme: Scheme, red_limit: float | None = None
) -> str | None:
    tolerance, ahead = number_text(scheme.tolerance), number_text(scheme.ahead or 0)
    made = rating_formula(cells[0], cells[1], _polarity(constants), scheme, "percent", tolerance, ahead, red_limit)
    for grade in scheme.grades:
        made = made.replace(quoted(grade.text), quoted(grade.word))
    return made


def _trend(cells: Sequence[str], constants: Sequence[Constant], schemes: Schemes) -> str | None:
    polarity, places = _polarity(constants), float(constants[1] or 0)
    if polarity.direction == "neutral" or places != int(places):
        return None
    return trend_formula(cells[0], cells[1], polarity, int(places), "score")


def _to_target(cells: Sequence[str], constants: Sequence[Constant], schemes: Schemes) -> str | None:
    per = constants[1] if len(constants) > 1 and constants[1] is not None else 1
    return to_target_formula(cells[0], cells[1], cells[2], _polarity(constants), float(per)) if float(per) > 0 else None


def _ytd(cells: Sequence[str], constants: Sequence[Constant], schemes: Schemes) -> str | None:
    return ratio_of_sums_formula(cells[:1], cells[1:])


def _polarity(constants: Sequence[Constant]) -> Polarity:
    return Polarity.parse(str(constants[0]))


_MAKERS: Mapping[tuple[str, int], Callable[[Sequence[str], Sequence[Constant], Schemes], str | None]] = (
    MappingProxyType(
        {
            ("rate", 2): _rate,
            ("percent", 2): _percent,
            ("adrift", 2): _adrift,
            ("brag", 2): _brag,
            ("status", 2): _status,
            ("trend", 2): _trend,
            ("to_target", 3): _to_target,
            ("ytd", 2): _ytd,
        }
    )
)
