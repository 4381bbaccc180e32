"""Texts on their way into a workbook: always text, whatever they look like, and never longer than Excel holds.

Texts come from inputs, so each may be an attack. What turns a text into something else differs from place to place:
"&" in a page's footer, "!" in a chart's title, ``_x0026_`` in an attribute. Each place has its function here.
"""

from __future__ import annotations

import re

from xlperf.errors import OutputError

LONGEST_IN_CELL = 32_767
LONGEST_FORMULA = 8_192
LONGEST_IN_MARGIN = 255

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")  # \x0b is Word's line break
_NOT_IN_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TO_BE_CLEANED = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_REFERENCE = re.compile(r"!(?=\$?[A-Z])")
_PICTURE = re.compile(r"&(?=G|\[)")

WORD_JOINER = "\u2060"  # takes no room and is not seen


def plain_text(text: str) -> str:
    """
    Return a text as a workbook can hold it.

    Line ends of every kind become "\\n"; characters that XML cannot hold, and lone surrogates, become spaces. A text
    that is itself ``<r>…</r>`` gets a space at its end, because xlsxwriter takes exactly that for markup of its own.
    """
    if not (_TO_BE_CLEANED.search(text) or text.startswith("<r>")):
        return text
    text = _NOT_IN_XML.sub(" ", _LINE_ENDS.sub("\n", text))
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def one_line(text: str) -> str:
    """Return a text for a place that shows one line: every run of white space is one space."""
    return " ".join(plain_text(text).split())


def attribute_text(text: str) -> str:
    """
    Return a text for an attribute that a spreadsheet unescapes (headings of tables, help of input rules).

    xlsxwriter escapes ``_x0041_`` in cells but not in attributes, where Excel would show "A".
    """
    return _ESCAPE.sub("_x005F_", plain_text(text))


def split_at_escapes(text: str) -> list[str]:
    """
    Return a text in pieces none of which holds an escape such as ``_x000D_``, as text pasted from exports often does.

    xlsxwriter escapes the texts of a partly bold cell twice; a piece that holds no escape comes through as it is.
    """
    return re.split("(?<=_x)(?=[0-9A-Fa-f]{4}_)", text)


def chart_text(text: str) -> str:
    """
    Return a title for a chart or an axis that is never taken for a reference.

    xlsxwriter makes a reference of every title like "Well done!A1"; an unseen word joiner after the "!" prevents it.
    """
    return _REFERENCE.sub("!" + WORD_JOINER, one_line(text))


def margin_text(text: str) -> str:
    """
    Return a text for a page's header or footer in which "&" is only ever "&".

    It is doubled, as Excel asks. "&G" and "&[" get a space as well: xlsxwriter takes them for pictures when doubled.
    """
    return _PICTURE.sub("& ", one_line(text)).replace("&", "&&")


def length(text: str) -> int:
    """Return how long Excel takes a text to be: it counts UTF-16 units, so an emoji counts as two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(letter > "\uffff" for letter in text)


def refuse_too_long(text: str, longest: int, place: str, remedy: str) -> None:
    """Raise OutputError when a text is longer than its place holds. A text is never cut."""
    if len(text) > longest // 2 and (found := length(text)) > longest:
        raise OutputError(f"{place} has {found:,} characters; Excel holds {longest:,}. {remedy}")
