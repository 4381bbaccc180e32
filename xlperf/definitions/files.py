"""The TOML files of a catalogue folder, read as they stand; what they mean is the models' business.

A folder has up to five parts: indicators/ (with folders of subjects), ratings/, reports/, themes/ and returns/. The
stem of a file's name is the id of what it defines.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xlperf.errors import DefinitionError, RequestError, did_you_mean

PARTS = ("indicators", "ratings", "reports", "themes", "returns")
Documents = dict[str, "Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """One TOML file: the id of what it defines, its table (lists as tuples), and how messages name the file."""

    id: str
    table: Mapping[str, object]
    file: str


def read_folder(folder: Path, parts: tuple[str, ...] = PARTS, name: str = "") -> dict[str, Documents]:
    """
    Return every definition of a folder, by part and then by id, in the order of the file names.

    Messages call the folder by `name`, else by its own.

    Raises RequestError when there is no such folder and DefinitionError when a file is not TOML, two files of a part
    have one name, or a TOML file lies where xlperf would never look for it. Folders whose names begin with a dot are
    passed over.
    """
    there = is_folder(folder)
    folder = folder.resolve() if there else folder
    name = name or folder.name
    if not there:
        raise RequestError(
            f'There is no folder "{name}" to lay over the catalogue. Check its name, or make it with one of the '
            f"folders {listed(PARTS)} in it."
        )
    found: dict[str, Documents] = {part: {} for part in parts}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        file = f"{name}/{relative.as_posix()}"
        if any(step.startswith(".") for step in relative.parts) or not _is_toml(path, file):
            continue
        part = relative.parts[0]
        if part not in PARTS or len(relative.parts) == 1:
            raise DefinitionError(_misplaced(relative, file))
        if part in parts:
            _add(found[part], path, file)
    return found


def is_folder(folder: Path) -> bool:
    """Say whether there is such a folder; a name that no folder can have is none."""
    try:
        return folder.is_dir()
    except (OSError, ValueError):
        return False


def listed(words: tuple[str, ...]) -> str:
    """Return words as a sentence lists them: ``indicators, ratings and themes``."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _is_toml(path: Path, file: str) -> bool:
    name = path.name.lower()
    if name.endswith(".toml.txt"):
        raise DefinitionError(f"{file}: the name ends in .txt. Rename the file to end in .toml.")
    return name.endswith(".toml") and path.is_file()


def _misplaced(relative: Path, file: str) -> str:
    near = did_you_mean(relative.parts[0], PARTS) if len(relative.parts) > 1 else ""
    return (
        f"{file}: a definition lies in one of the folders {listed(PARTS)}.{near} "
        f"Move the file into the one it belongs to."
    )


def _add(documents: Documents, path: Path, file: str) -> None:
    if other := documents.get(path.stem):
        raise DefinitionError(f"{other.file} and {file}: two files have one name, and the name is the id. Rename one.")
    table = read_toml(path, file)
    if table.get("id", path.stem) != path.stem:
        raise DefinitionError(
            f'{file}, key "id": the id is the name of the file, "{path.stem}". Take the key out, or rename the file.'
        )
    documents[path.stem] = Document(path.stem, table, file)


def read_toml(path: Path, file: str) -> Mapping[str, object]:
    """Return the table of a TOML file; raise DefinitionError with line and column when it is none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise DefinitionError(
            f"{file}: the file is not in UTF-8 (at byte {problem.start + 1}). Save it again with the encoding UTF-8."
        ) from None
    except OSError as problem:
        raise DefinitionError(
            f"{file}: the file cannot be read ({problem.strerror}). Check that you may open it."
        ) from None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise DefinitionError(_syntax_message(str(problem), text, file)) from None
    return {key: _tuples(value) for key, value in table.items()}


def _syntax_message(problem: str, text: str, file: str) -> str:
    """Return tomllib's message with the place in front and, where a cause is plain to see, the remedy behind."""
    where = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", problem)
    what = problem[: where.start()] if where else problem
    lines = text.split("\n")
    row, column = (int(where[1]), int(where[2])) if where and where[1] else (len(lines), len(lines[-1]) + 1)
    line = lines[row - 1] if row <= len(lines) else ""
    remedy = "Correct the line; a text stands in straight quotes, a list in square brackets."
    if re.search("[“”‘’]", line):
        remedy = 'The line has curly quotes; write straight ones (").'
    elif "\\" in line:
        remedy = "The line has a backslash; write the text in single quotes, or the backslash twice."
    return f"{file}, line {row}, column {column}: this is not TOML ({what[:1].lower()}{what[1:]}). {remedy}"


def _tuples(value: object) -> object:
    """Return a value with every list in it as a tuple, so that nothing read can change."""
    if isinstance(value, list):
        return tuple(_tuples(one) for one in value)
    if isinstance(value, dict):
        return {key: _tuples(one) for key, one in value.items()}
    return value
