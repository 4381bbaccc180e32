"""A council's own folder laid over the built-in catalogue, key by key."""

from __future__ import annotations

from collections.abc import Mapping

from xlperf.definitions.files import Document, Documents


def laid_over(ours: Documents, councils: Documents) -> Documents:
    """
    Return our definitions of one part with a council's laid over them.

    A file of the same name changes the keys it has and leaves the rest; a file of another name is added. A definition
    that the council touched is named in messages by the council's file, because ours alone is right.
    """
    return ours | {name: _merged(ours.get(name), document) for name, document in councils.items()}


def _merged(ours: Document | None, councils: Document) -> Document:
    if ours is None:
        return councils
    return Document(councils.id, merged_tables(ours.table, councils.table), councils.file)


def merged_tables(under: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Return a table laid over another: tables merge, everything else (a list too) takes the place of what was."""
    merged = dict(under)
    for key, value in over.items():
        beneath = merged.get(key)
        both_tables = isinstance(beneath, Mapping) and isinstance(value, Mapping)
        merged[key] = merged_tables(beneath, value) if both_tables else value  # type: ignore[arg-type]
    return merged
