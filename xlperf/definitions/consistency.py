"""What has to agree between the files of a catalogue; each disagreement is one message with its remedy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import combinations

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.describe import day_in_words
from xlperf.definitions.examples import ExampleFigure
from xlperf.definitions.indicator import Code, Indicator, plain_code
from xlperf.errors import DefinitionError, did_you_mean
from xlperf.results.rating import STATES

Files = Mapping[str, str]
"""How messages name the file of each indicator, by id."""


def check_codes(catalogue: Catalogue, files: Files) -> None:
    """
    Raise DefinitionError when two files, or one file twice, claim a code on one day.

    Of two files the one that comes first in `files` is named first.
    """
    claims: dict[str, list[tuple[Code, str]]] = {}
    for name, file in files.items():
        for code in catalogue.indicators[name].codes:
            claims.setdefault(plain_code(code.code), []).append((code, file))
    for carriers in claims.values():
        for (code, file), (other, other_file) in combinations(carriers, 2):
            first = max(code.first_day, other.first_day)
            if first > min(code.last_day, other.last_day):
                continue
            when = f"on {day_in_words(first)}" if first > date.min else "on the same days"
            if file == other_file:
                raise DefinitionError(f'{file}: the code "{code.code}" stands here twice {when}. Take one out.')
            raise DefinitionError(
                f'{file} and {other_file}: both claim the code "{code.code}" {when}. End it in one of them '
                f'("to") before it begins in the other ("from"), or give one of them another code.'
            )


def check_indicator(catalogue: Catalogue, indicator: Indicator, file: str) -> None:
    """Raise DefinitionError when an indicator names a scheme, measure or rating that there is not."""
    _check_scheme(catalogue, indicator, file)
    for related in indicator.related:
        if catalogue.find(related) is None and related not in catalogue.indicators:
            names = [code for one in catalogue.indicators.values() for code in one.all_codes]
            raise DefinitionError(
                f'{file}, key "related": no indicator carries the code "{related}".{did_you_mean(related, names)} '
                f"Correct the code, or take it out."
            )


def _check_scheme(catalogue: Catalogue, indicator: Indicator, file: str) -> None:
    scheme = catalogue.schemes.get(indicator.scheme)
    if scheme is None:
        raise DefinitionError(
            f'{file}, key "scheme": there is no rating scheme "{indicator.scheme}".'
            f"{did_you_mean(indicator.scheme, catalogue.schemes)} It can be {', '.join(catalogue.schemes)}."
        )
    if indicator.red_limit is not None and not scheme.uses_red_limit:
        raise DefinitionError(
            f'{file}, key "red_limit": the rating scheme "{scheme.name}" has no use for it. Take it out, or choose a '
            f"scheme that has uses_red_limit = true."
        )
    ratings = [*(grade.rating for grade in scheme.grades), *STATES]
    for number, example in enumerate(indicator.examples, start=1):
        if isinstance(example, ExampleFigure) and example.rating not in ratings:
            raise DefinitionError(
                f'{file}, key "rating" of example, entry {number}: the scheme "{scheme.name}" has no rating '
                f'"{example.rating}".{did_you_mean(example.rating, ratings)} It can be {", ".join(ratings)}.'
            )


def check_themes(catalogue: Catalogue, files: Files) -> None:
    """Raise DefinitionError when a theme lacks the role of a rating; `files` are those of the themes."""
    for name, theme in catalogue.themes.items():
        for scheme in catalogue.schemes.values():
            for grade in (*scheme.grades, *STATES.values()):
                if grade.role not in theme.styles:
                    near = did_you_mean(grade.role, theme.styles)
                    raise DefinitionError(
                        f'{files[name]}: the theme has no style "{grade.role}", which the rating scheme '
                        f'"{scheme.name}" needs.{near} Add the table [styles.{grade.role}].'
                    )


def check_plans(catalogue: Catalogue, files: Files) -> None:
    """Raise DefinitionError when a report plan names a theme that there is not; `files` are those of the plans."""
    for name, plan in catalogue.plans.items():
        if plan.theme not in catalogue.themes:
            raise DefinitionError(
                f'{files[name]}, key "theme": there is no theme "{plan.theme}".'
                f"{did_you_mean(plan.theme, catalogue.themes)} It can be {', '.join(catalogue.themes)}."
            )
