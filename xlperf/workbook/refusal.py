"""How the refusal of a file is worded: its name, the reason in one line, what to do.

A file's name comes from outside; control, bidirectional and surrogate characters in it are written as escapes, so that
a name can neither break a line nor turn the text of a message round.
"""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

from xlperf.errors import UnreadableFile

# Control, format (bidirectional marks among them), surrogate, line and paragraph separator, unassigned.
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp", "Cn"}


def shown_name(path: PurePath | str) -> str:
    """Return the name of a file, without its folder, fit to stand in a message; never an empty text."""
    name = PurePath(path).name or str(path)
    return shown_text(name)


def shown_text(text: str) -> str:
    r"""Return a text in one line: characters that cannot be seen, or that act on their neighbours, as ``\u202e``."""
    return "".join(_escaped(char) if unicodedata.category(char) in _UNPRINTABLE else char for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def unreadable(file: str, reason: str, remedy: str = "") -> UnreadableFile:
    """Return the error that says why `file` (a name as `shown_name` gives it) is not read, and what to do."""
    return UnreadableFile(f"{file}: {shown_text(reason)}{' ' if remedy else ''}{shown_text(remedy)}")
