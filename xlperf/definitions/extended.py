"""Files of returns that build on others: ``extends = "ssda903_2019"``, and codes that several columns share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlperf.definitions.files import Document, Documents
from xlperf.definitions.overlay import merged_tables
from xlperf.errors import DefinitionError, did_you_mean

EXTENDS = "extends"
LISTS_BY_KEY = ("tables", "columns", "items")
"""Lists whose entries have a `key`: an entry is laid over the one of the same key, and one of a new key is added."""


def extended(returns: Documents, built_in: Documents) -> Documents:
    """
    Return the files of returns, each laid over the one that it extends.

    Tables and columns are laid over each other by their `key`, so that a new year says only what is new. Other lists
    take the place of what was. A council's file may extend the built-in one of its own name. Where a column names
    `answers`, the codes of that name are put in. Raises DefinitionError when there is no such file or name, or when
    files extend each other in a ring.
    """
    done = {name: _whole(document, returns, built_in, (name,)) for name, document in returns.items()}
    return {name: _with_answers(document) for name, document in done.items()}


def _whole(document: Document, returns: Documents, built_in: Documents, chain: tuple[str, ...]) -> Document:
    name = document.table.get(EXTENDS)
    if not isinstance(name, str) or not name:
        return document
    if name == document.id and name in built_in and built_in[name] is not document:
        base = _whole(built_in[name], built_in, built_in, (name,))
    elif name in chain:
        ring = " extends ".join(f'"{step}"' for step in (*chain, name))
        raise DefinitionError(f'{document.file}, key "extends": {ring}, which leads nowhere. Take one of them out.')
    elif name in returns:
        base = _whole(returns[name], returns, built_in, (*chain, name))
    else:
        near = did_you_mean(name, returns)
        raise DefinitionError(
            f'{document.file}, key "extends": there is no return "{name}".{near} There are {", ".join(returns)}.'
        )
    return Document(document.id, _laid_over(base.table, document.table), document.file)


def _laid_over(under: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Return a table laid over another, lists of tables and columns key by key."""
    merged = merged_tables(under, over)
    for name in LISTS_BY_KEY:
        beneath, above = under.get(name), over.get(name)
        if isinstance(beneath, tuple) and isinstance(above, tuple):
            merged[name] = _entries(beneath, above)
    return merged


def _entries(under: tuple[Any, ...], over: tuple[Any, ...]) -> tuple[Any, ...]:
    changes = {entry.get("key"): entry for entry in over if isinstance(entry, Mapping)}
    kept = [
        _laid_over(entry, changes[entry.get("key")])
        if isinstance(entry, Mapping) and entry.get("key") in changes
        else entry
        for entry in under
    ]
    known = {entry.get("key") for entry in under if isinstance(entry, Mapping)}
    new = [entry for entry in over if not isinstance(entry, Mapping) or entry.get("key") not in known]
    return (*kept, *new)


# Codes that several columns share


def _with_answers(document: Document) -> Document:
    known, tables = document.table.get("answers"), document.table.get("tables")
    if not isinstance(tables, tuple):
        return document
    answers = known if isinstance(known, Mapping) else {}
    answered = tuple(_answered_table(table, answers, document.file) for table in tables)
    return Document(document.id, {**document.table, "tables": answered}, document.file)


def _answered_table(table: object, answers: Mapping[str, object], file: str) -> object:
    columns = table.get("columns") if isinstance(table, Mapping) else None
    if not isinstance(table, Mapping) or not isinstance(columns, tuple):
        return table
    return {**table, "columns": tuple(_answered(column, answers, file) for column in columns)}


def _answered(column: object, answers: Mapping[str, object], file: str) -> object:
    """Return a column with the codes that it names by `answers`; what the column says itself stands."""
    if not isinstance(column, Mapping) or "answers" not in column:
        return column
    name = str(column["answers"])
    shared = answers.get(name)
    if not isinstance(shared, Mapping):
        raise DefinitionError(
            f'{file}, key "answers" of the column "{column.get("key")}": there are no answers of the name "{name}".'
            f"{did_you_mean(name, answers)} Add [answers.{name}], or correct the name."
        )
    return {"kind": "choice", **merged_tables(shared, column)}
