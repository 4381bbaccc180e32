"""What the reports of a folder are called: the names of their returns, made safe for every disk, each its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

LONGEST_STEM = 75  # characters; with ".xlsx" a name has 80 at most
ENDING = ".xlsx"
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}


def report_names(sources: Sequence[str], taken: Sequence[str] = ()) -> list[str]:
    """
    Return for each return's path inside the folder that of its report: the same folders, `<stem>.xlsx`.

    Every part matches ``[A-Za-z0-9._-]{1,80}``, and no two reports (nor one of the names in `taken`) differ only by
    case. Returns of one stem keep their ending in the name (`a.xls` → `a-xls.xlsx`), and where that is not enough they
    are numbered. The same sources always get the same names.
    """
    plain = [_path(source, with_ending=False) for source in sources]
    often = {name.casefold() for name in plain if [other.casefold() for other in plain].count(name.casefold()) > 1}
    used = {name.casefold() for name in taken}
    names = []
    for source, name in zip(sources, plain, strict=True):
        chosen = _path(source, with_ending=True) if name.casefold() in often | used else name
        number = 2
        while chosen.casefold() in used:
            stem = _path(source, with_ending=True).removesuffix(ENDING)
            chosen = f"{stem}-{number}{ENDING}"
            number += 1
        used.add(chosen.casefold())
        names.append(chosen)
    return names


def _path(source: str, *, with_ending: bool) -> str:
    path = PurePosixPath(source)
    stem = f"{path.stem}-{path.suffix[1:]}" if with_ending and path.suffix else path.stem
    return "/".join([*(safe(part) for part in path.parent.parts), safe(stem) + ENDING])


def safe(name: str) -> str:
    """Return a name that every disk and shell takes: accents dropped, other characters as underscores, none hidden."""
    letters = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    text = UNSAFE.sub("_", letters)[:LONGEST_STEM]
    text = text.rstrip(". ") or "_"
    if text[0] in ".-" or text.split(".")[0].casefold() in DEVICES:
        text = f"_{text}"[:LONGEST_STEM]
    return text
