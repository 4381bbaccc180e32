"""What is written as a census is what is read, whatever the records and however the XML is laid out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.census import opened, plain_counts, records
from xlperf.workbook.census_document import CHILD, Element, Sort

# Any text that XML can hold and that is not changed by taking the spaces at its ends away.
TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), min_size=1, max_size=12
).map(str.strip)
MAYBE = st.one_of(st.none(), TEXTS.filter(bool))

Record = tuple[Element, dict[str, str], list["Record"]]  # type: ignore[misc]


@st.composite
def of_kind(draw: st.DrawFn, element: Element) -> Record:
    """Draw a record with any of its values and any records inside."""
    if element.sort is Sort.VALUE_RECORD:
        text = draw(MAYBE)
        return element, {} if text is None else {element.name: text}, []
    drawn = {field.name: draw(MAYBE) for field in _inside(element, Sort.FIELD)}
    values = {name: text for name, text in drawn.items() if text is not None}
    inner = [
        draw(of_kind(record))
        for record in [*_inside(element, Sort.RECORD), *_inside(element, Sort.VALUE_RECORD)]
        for _ in range(draw(st.integers(0, 2)))
    ]
    return element, values, inner


def _inside(element: Element, sort: Sort) -> Iterator[Element]:
    """Yield what stands inside an element and its groups."""
    for one in element.inside.values():
        if one.sort is sort:
            yield one
        elif one.sort is Sort.GROUP:
            yield from _inside(one, sort)


def xml(record: Record, chance: random.Random) -> str:
    """Return a record as XML: values and records in any order, in their groups, some groups in two parts."""
    element, values, inner = record
    if element.sort is Sort.VALUE_RECORD:
        return _tagged(element.name, escape(values.get(element.name, "")), chance)
    return _tagged(element.name, _content(element, values, list(inner), chance), chance)


def _content(element: Element, values: dict[str, str], inner: list[Record], chance: random.Random) -> str:
    parts = []
    for one in element.inside.values():
        if one.sort is Sort.FIELD and one.name in values:
            parts.append(_tagged(one.name, escape(values[one.name]), chance))
        elif one.sort is Sort.GROUP:
            parts.append(_tagged(one.name, _content(one, values, inner, chance), chance))
        elif one.sort in (Sort.RECORD, Sort.VALUE_RECORD):
            parts.append("".join(xml(record, chance) for record in inner if record[0] is one))
    chance.shuffle(parts)
    return "".join(parts)


def _tagged(name: str, content: str, chance: random.Random) -> str:
    name = chance.choice([name, name, name.lower(), f"c:{name}"])
    space = chance.choice(["", " ", "\n", "<!-- x -->"])
    attribute = chance.choice(["", " a='1'"])
    return f"<{name}{attribute}>{space}{content}{space}</{name}>"


def expected(found: list[Record]) -> dict[str, list[dict[str, str]]]:
    """Return all records by kind, the outer ones first."""
    result: dict[str, list[dict[str, str]]] = {}
    for element, values, inner in found:
        result.setdefault(element.kind, []).append(values)
        for kind, rows in expected(inner).items():
            result.setdefault(kind, []).extend(rows)
    return result


def sorted_rows(rows: list[dict[str, str]]) -> list[list[tuple[str, str]]]:
    return sorted(sorted(row.items()) for row in rows)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(of_kind(CHILD), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_what_is_written_is_read_back(tmp_path: Path, children: list[Record], chance: random.Random) -> None:
    inside = "".join(xml(one, chance) for one in children)
    text = f'<Message xmlns:c="x"><Children>{inside}</Children></Message>'
    ElementTree.fromstring(text)  # another parser takes it too
    document = opened(tmp_path, text)
    found = records(document)
    wanted = expected(children)
    assert {kind: sorted_rows(rows) for kind, rows in found.items() if rows} == {
        kind: sorted_rows(rows) for kind, rows in wanted.items()
    }
    assert not [one for one in document.problems if one.rule != "census in one line"]
    assert len(found["Child"]) == plain_counts(text)["Child"] or "<child" in text
