"""How the command line speaks: answers on standard output, messages on standard error, exit codes, errors as JSON."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Any, NoReturn, ParamSpec

import click

from xlperf.errors import CANNOT_BE_DONE, SUCCESS, OutputError, XlperfError

P = ParamSpec("P")
INTERRUPTED = 130


class Commands(click.Group):
    """The group of commands: a misspelt one gets the nearest that exist, and whatever goes wrong is one message."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for; say "did you mean" when there is none of that name."""
        from xlperf.errors import did_you_mean

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            # Newer versions of click suggest by themselves.
            if "Did you mean" not in error.format_message() and (suggestion := did_you_mean(args[0], self.commands)):
                raise click.UsageError(f"{error.format_message()}{suggestion}", ctx) from None
            raise

    def main(self, args: Sequence[str] | None = None, *others: Any, **more: Any) -> NoReturn:
        """Carry out a command line (that of the process, unless `args` is given) and end with its exit code."""
        words = list(sys.argv[1:] if args is None else args)
        try:
            code = super().main(words, *others, **{"prog_name": "xlperf", **more, "standalone_mode": False})
            raise SystemExit(code or SUCCESS)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
        except click.ClickException as error:
            # The same two places as every other request that cannot be carried out.
            told_as_json(error.format_message(), "--json" in words)
            error.show()
        except (click.Abort, KeyboardInterrupt):
            raise SystemExit(INTERRUPTED) from None
        except OSError as error:
            if error.filename is not None:
                raise  # about a file: those are answered where files are opened
            _close_standard_output()  # click itself could not print, such as a help page onto a full disk
            tell(f"xlperf: Standard output cannot be written: {error.strerror}.")
        raise SystemExit(CANNOT_BE_DONE)


def carried_out(command: Callable[P, int]) -> Callable[P, None]:
    """Make a command's answer its exit code, and an error one message: on stderr, and as JSON where that was asked."""

    @wraps(command)
    def carry_out(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs)
        except XlperfError as error:
            told_as_json(str(error), bool(kwargs.get("as_json")))
            tell(f"xlperf: {error}")
            code = error.exit_code
        raise SystemExit(code)

    return carry_out


def answer(text: str) -> None:
    """Print an answer on standard output; OutputError when that takes no more, such as a full disk."""
    with _standard_output():
        click.echo(text)


def answer_exactly(text: str) -> None:
    """Print a text on standard output as it is, in UTF-8 with its own line ends, on every system."""
    with _standard_output():
        click.echo(text.encode("utf-8"), nl=False)


@contextmanager
def _standard_output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        # Whoever read it has seen enough (xlperf indicators | head): the rest goes nowhere, and the work goes on.
        _close_standard_output()
    except OSError as error:
        _close_standard_output()
        raise OutputError(f"Standard output cannot be written: {error.strerror}.") from None


def _close_standard_output() -> None:
    """Let standard output lead nowhere, so that what is still on its way there does no harm when the process ends."""
    with suppress(io.UnsupportedOperation):  # a stream of a test, which stands on no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(message: str) -> None:
    """Print a message on standard error; when nobody can read it there is nobody to tell."""
    from xlperf.hosts.text import printable

    with suppress(OSError):
        click.echo(printable(message), err=True)


def told_as_json(message: str, as_json: bool) -> None:
    """Print an error as the one JSON document, when that was asked for."""
    if as_json:
        with suppress(OutputError):
            answer(json.dumps({"error": message}, ensure_ascii=False))
