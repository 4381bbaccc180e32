"""The errors that stop a run, each with the sentence a user reads.

    XlperfError
    ├── RequestError          what was asked cannot be done           exit code 2
    │   ├── UnknownName       no such plan, indicator, period, sheet … ("did you mean")
    │   ├── UnreadableFile    a file that cannot be read as what it should be
    │   └── OutputError       a file that cannot be written
    └── DefinitionError       a TOML file of the catalogue or a council's folder is wrong   exit code 2

Bad *data* is no error: it is collected as problems (`xlperf.problem`) and the run goes on, exit code 1.
No message holds a child's name, identifier or date of birth; what may be quoted, `returns.child_level.finding` decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

SUCCESS = 0
PROBLEMS_IN_DATA = 1
CANNOT_BE_DONE = 2


class XlperfError(Exception):
    """The root of every error that xlperf raises on purpose; its text is one message for the user."""

    exit_code = CANNOT_BE_DONE


class RequestError(XlperfError):
    """What was asked for cannot be carried out."""


class UnknownName(RequestError):
    """A name that nothing carries, with the nearest ones that exist."""

    def __init__(self, what: str, name: str, known: Iterable[str], remedy: str = "") -> None:
        """Say that there is no `what` called `name`, and suggest near matches out of `known`."""
        message = f'There is no {what} "{name}".{did_you_mean(name, known)}'
        super().__init__(f"{message} {remedy}".rstrip())


class UnreadableFile(RequestError):
    """A file that cannot be read as what it should be; the message names it and says what to do."""


class OutputError(RequestError):
    """A file that cannot be written; nothing half-written is left behind."""


class DefinitionError(XlperfError):
    """A definition file that is wrong; the message names the file, the key and the remedy."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return `` Did you mean "…"?`` with the nearest of the known names, or nothing when none is near."""
    by_plain = {word.casefold(): word for word in known}
    near = [by_plain[plain] for plain in get_close_matches(name.casefold(), by_plain, n=2, cutoff=0.6)]
    suggestions = " or ".join(f'"{word}"' for word in near)
    return f" Did you mean {suggestions}?" if near else ""
