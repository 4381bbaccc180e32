"""The catalogue as a whole: the built-in one, and a council's own folder laid over it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.consistency import check_codes, check_indicator, check_plans, check_themes
from xlperf.definitions.extended import extended
from xlperf.definitions.files import PARTS, Documents, is_folder, read_folder
from xlperf.definitions.indicator import Indicator
from xlperf.definitions.overlay import laid_over
from xlperf.definitions.plan import Plan
from xlperf.definitions.rating import SchemeFile
from xlperf.definitions.returns import ReturnDefinition
from xlperf.definitions.theme import ThemeFile
from xlperf.definitions.validation import validated
from xlperf.errors import RequestError, UnknownName
from xlperf.folders import CATALOGUE
from xlperf.results.rating import Scheme

REQUIRED_OF_AN_INDICATOR = (
    *("codes", "title", "section", "unit", "places", "timing", "polarity", "scheme", "owner", "definition", "why"),
    *("reviewed", "sources", "returns", "example"),
)
"""What a file says even where the model could do without."""

BUILT_IN = "xlperf/catalogue"
"""How messages name the built-in catalogue, whatever a council calls its own folder."""


def load(folder: Path | None = None) -> Catalogue:
    """
    Return the catalogue: the built-in one, with a council's `folder` laid over it when one is given.

    The folder has the same form as ours. A file of the same name is laid over ours key by key (tables merge, lists
    replace); other files are added. What was loaded is kept until a file of the folder changes. Raises DefinitionError
    naming the file, the key and the remedy, and RequestError when there is no such folder.
    """
    try:
        return _loaded(folder, _state(folder))
    except OSError as problem:  # a folder inside it may not be looked into, or goes away meanwhile
        raise RequestError(
            f'The folder "{folder}" cannot be looked through: {problem.strerror}. Name the folder of definitions.'
        ) from None


def scheme(name: str) -> Scheme:
    """Return a built-in rating scheme by its name; raise UnknownName when there is none. Reads nothing else."""
    schemes = _built_in_schemes()
    if name not in schemes:
        raise UnknownName("rating scheme", name, schemes, f"It can be {', '.join(schemes)}.")
    return schemes[name]


@lru_cache(maxsize=4)
def _loaded(folder: Path | None, state: object) -> Catalogue:
    documents = built_in = read_folder(CATALOGUE, name=BUILT_IN)
    if folder is not None:
        councils = read_folder(folder)
        documents = {part: laid_over(built_in[part], councils[part]) for part in PARTS}
    documents["returns"] = extended(documents["returns"], built_in["returns"])
    indicators = [
        validated(Indicator, document, REQUIRED_OF_AN_INDICATOR) for document in documents["indicators"].values()
    ]
    catalogue = Catalogue(
        indicators={indicator.id: indicator for indicator in sorted(indicators, key=_reading_order)},
        schemes=_schemes(documents["ratings"]),
        plans={name: validated(Plan, document) for name, document in documents["reports"].items()},
        themes={name: validated(ThemeFile, document).theme() for name, document in documents["themes"].items()},
        returns={name: validated(ReturnDefinition, document) for name, document in documents["returns"].items()},
    )
    _check(catalogue, documents)
    return catalogue


def _check(catalogue: Catalogue, documents: dict[str, Documents]) -> None:
    """Raise DefinitionError when two files of the catalogue do not agree."""
    files = {part: {name: document.file for name, document in documents[part].items()} for part in PARTS}
    councils_first = sorted(catalogue.indicators, key=lambda name: files["indicators"][name].startswith(BUILT_IN))
    check_codes(catalogue, {name: files["indicators"][name] for name in councils_first})
    for name, indicator in catalogue.indicators.items():
        check_indicator(catalogue, indicator, files["indicators"][name])
    check_themes(catalogue, files["themes"])
    check_plans(catalogue, files["reports"])


def _schemes(documents: Documents) -> dict[str, Scheme]:
    return {name: validated(SchemeFile, document).scheme() for name, document in documents.items()}


@lru_cache(maxsize=1)
def _built_in_schemes() -> dict[str, Scheme]:
    return _schemes(read_folder(CATALOGUE, ("ratings",), BUILT_IN)["ratings"])


def _state(folder: Path | None) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file of the folder changes: every TOML file's name, time and size."""
    if folder is None or not is_folder(folder):
        return ()
    files = [(path, path.stat()) for path in sorted(folder.rglob("*")) if path.suffix.lower() == ".toml"]
    return tuple((str(path), about.st_mtime_ns, about.st_size) for path, about in files)


def _reading_order(indicator: Indicator) -> tuple[list[tuple[int, str]], object, str]:
    """Order by code as people do (NI 59 before NI 64, L0508 before both), then by when the code came into force."""
    code = indicator.codes[0]
    parts = re.findall(r"\d+|[^\d\s]+", code.code.casefold())
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts], code.first_day, indicator.id
