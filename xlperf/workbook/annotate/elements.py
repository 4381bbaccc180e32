"""Where the elements of a small part stand in its bytes, and the edits that change or extend one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from xlperf.workbook.package import DTD
from xlperf.workbook.plain_xml import BrokenXml
from xlperf.workbook.splice import Edit, as_ascii, prefix_at, tag_at

_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")


@dataclass(slots=True)
class Element:
    """One element: its local name, its attributes by local name, and where it stands."""

    name: str
    space: str  # the namespace of its name
    attributes: Mapping[str, str]
    depth: int
    start: int
    inside: int  # behind its start tag
    close: int = 0  # where its end tag starts; of <a/> the same as `inside`
    end: int = 0

    @property
    def is_closed_at_once(self) -> bool:
        """Say whether it is written as <a/>."""
        return self.close == self.end


def elements(part: bytes) -> list[Element]:
    """Return every element of a part in the order of their starts; raise `BrokenXml` for an unsound part or a DTD."""
    found: list[Element] = []
    opened: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        place = parser.CurrentByteIndex
        space, _, local = name.rpartition(" ")
        local_attributes = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(local, space, local_attributes, len(opened), place, place + len(tag_at(part, place)))
        found.append(element)
        opened.append(element)

    def end(_: str) -> None:
        element = opened.pop()
        element.close, element.end = ends(part, element.start, element.inside, parser.CurrentByteIndex)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parse(parser, part)
    return found


def ends(part: bytes, start: int, inside: int, reported: int) -> tuple[int, int]:
    """Return where an element's end tag starts and ends, from where the parser stands when it reports the end."""
    if part[inside - 2 : inside] == b"/>":
        return inside, inside
    return reported, part.index(b">", reported) + 1


def parse(parser: expat.XMLParserType, part: bytes) -> None:
    """Send a part through a parser whose handlers are set; raise `BrokenXml` where it is unsound or holds a DTD."""
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise BrokenXml(f"is not well-formed XML (line {error.lineno})") from error
    except LookupError as error:
        raise BrokenXml("is in an encoding that does not exist") from error
    except BrokenXml:
        raise
    except ValueError as error:
        raise BrokenXml("is in an encoding that cannot be read") from error


def _refuse_doctype(*_: object) -> None:
    raise BrokenXml(DTD)


def children(all_of_them: list[Element], parent: Element) -> Iterator[Element]:
    """Yield the elements directly inside another, in order."""
    for element in all_of_them:
        if element.depth == parent.depth + 1 and parent.start < element.start < parent.end:
            yield element


def named(all_of_them: list[Element], name: str, depth: int) -> Element | None:
    """Return the first element of a name at a depth (the root is 0); None when there is none."""
    return next((one for one in all_of_them if one.name == name and one.depth == depth), None)


def appended(part: bytes, element: Element, content: bytes) -> Edit:
    """Return the edit that puts content behind everything that an element holds."""
    if not element.is_closed_at_once:
        return (element.close, element.close, content)
    name = re.split(rb"[\s/>]", part[element.start + 1 : element.inside], maxsplit=1)[0]
    return (element.end - 2, element.end, b">%s</%s>" % (content, name))


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """Return a start tag in which an attribute has a value: put in its place, or else behind the tag's name."""
    span = attribute_span(tag, name)
    new = as_ascii(f' {name}="{value}"')
    if span is None:
        found = re.match(rb"<[^\s/>]+", tag)
        place = found.end() if found else len(tag)
        return tag[:place] + new + tag[place:]
    return tag[: span[0]] + new + tag[span[1] :]


def attribute_span(tag: bytes, name: str) -> tuple[int, int] | None:
    """Return where an attribute stands in a start tag, with the white space before it; None when it is not there."""
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == name.encode():
            return found.span()
    return None


def attribute_edit(part: bytes, start: int, name: str, value: str) -> Edit:
    """Return the edit that gives the element at a byte an attribute with this value."""
    tag = tag_at(part, start)
    span = attribute_span(tag, name)
    new = as_ascii(f' {name}="{value}"')
    if span is not None:
        return (start + span[0], start + span[1], new)
    found = re.match(rb"<[^\s/>]+", tag)
    place = start + (found.end() if found else len(tag))
    return (place, place, new)


def own_prefix(part: bytes, element: Element) -> str:
    """Return the prefix of an element's name with its colon, else nothing."""
    return prefix_at(part, element.start)
