"""Progress and stopping: what a button that runs long calls between its steps."""

from __future__ import annotations

from xlperf.actions.desk import Desk
from xlperf.errors import XlperfError


class Stopped(XlperfError):
    """The user asked to stop. What had been written until then stays; the text says what that is."""


def step(desk: Desk, done: float, doing: str, so_far: str = "Nothing was written.") -> None:
    """Show what is being done and how far it is, a share from 0 to 1; raise `Stopped` when the user asked to stop."""
    desk.progress(done, doing)
    if desk.cancelled():
        raise Stopped(f"Stopped. {so_far}")
