"""The sentences that buttons say: numbers, lists, and messages that were written for the command line."""

from __future__ import annotations

from collections.abc import Sequence

_IN_THE_RIBBON = (
    ("Name the area with --area, or in the sheet About.", "Answer the question whose figures they are, or fill About."),
    ("make the report again with --dated and that day", "make the report with the command xlperf report and --dated"),
    (" because of --area", " because it was asked for"),
    ("Name the period with --period.", "Say which period the report is of."),
    ("Check --period.", "Check the period."),
    ("Choose another --out.", "Choose another folder."),
    ("choose another --out", "choose another folder"),
    ("choose another with --out", "choose another"),
)
"""Messages that name an option of the command line, and what they say where there is a ribbon."""


def counted(number: int, what: str, several: str = "") -> str:
    """Return a number with its noun: ``1 row``, ``1,204 rows``; `several` where the plural is not made with an s."""
    return f"{number:,} {what if number == 1 else several or what + 's'}"


def listed_words(words: Sequence[str], most: int = 5) -> str:
    """Return words with commas, ``A, B and C``; of many the first and how many more there are."""
    shown = list(words[:most])
    if len(words) > most:
        return f"{', '.join(shown)} and {len(words) - most:,} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def for_the_ribbon(message: str) -> str:
    """Return a message without the options of the command line, which a ribbon does not have."""
    for typed, said in _IN_THE_RIBBON:
        message = message.replace(typed, said)
    return message
