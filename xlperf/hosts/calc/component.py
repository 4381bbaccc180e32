"""What LibreOffice loads: the service of the functions and the service of the menu.

LibreOffice runs this file from the extension's folder, outside any package. The part of xlperf that the extension
carries is put before everything else, so that an xlperf of another version in LibreOffice's Python is not met.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import uno
import unohelper

if sys.version_info < (3, 11):  # noqa: UP036 - this file runs in whatever Python LibreOffice brings
    # Seen when the extension is added: LibreOffice shows what a component says that cannot be loaded.
    raise ImportError(
        "xlperf needs Python 3.11 or later, and this LibreOffice has an older one. Install a newer LibreOffice."
    )

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "python"))

from xlperf.addin.oxt.names import ADD_IN, CATALOGUE, COMMAND, FUNCTIONS, FUNCTIONS_INTERFACE  # noqa: E402
from xlperf.functions.catalogue_data import Kept, set_provider  # noqa: E402
from xlperf.hosts.calc.menu import clicked  # noqa: E402
from xlperf.hosts.calc.service import methods  # noqa: E402
from xlperf.hosts.calc.values import CalcRows  # noqa: E402

JOB_EXECUTOR = "com.sun.star.task.XJobExecutor"
SERVICE_NAME = "com.sun.star.lang.XServiceName"
VOLATILE_RESULT = "com.sun.star.sheet.XVolatileResult"

set_provider(Kept.read((HERE / CATALOGUE).read_text(encoding="utf-8")))


class Functions:
    """The functions; the methods themselves are added below, one for each card."""

    def __init__(self, context: object) -> None:
        """Keep nothing: a function knows its arguments and no more."""

    def getServiceName(self) -> str:  # noqa: N802 - LibreOffice's own name
        """Return the service by which Calc's settings know the functions."""
        return FUNCTIONS


class Array:
    """
    An array on its way into cells, as one of those answers of LibreOffice that may still change; ours never does.

    Python can give rows no type of their own in any other way, and without the type Calc does not put the texts on the
    list by which it compares them.
    """

    def __init__(self, kind: str, rows: CalcRows) -> None:
        """Keep the rows and their type."""
        self._kind = kind
        self._rows = rows

    def addResultListener(self, listener: Any) -> None:  # noqa: N802 - LibreOffice's own name
        """Tell Calc the answer, once."""
        event = uno.createUnoStruct("com.sun.star.sheet.ResultEvent")
        event.Value = uno.Any(self._kind, self._rows)
        listener.modified(event)

    def removeResultListener(self, listener: Any) -> None:  # noqa: N802 - LibreOffice's own name
        """Nothing more would have been told."""


class Command:
    """One click."""

    def __init__(self, context: Any) -> None:
        """Keep what leads to everything else in LibreOffice."""
        self.context = context

    def trigger(self, asked: str) -> None:
        """Run the button that the menu's address names: ``rate_selection``, or with answers, ``…&polarity=low``."""
        clicked(self.context, asked)


def implementation(name: str, behaviour: type, interfaces: tuple[str, ...], **members: object) -> type:
    """Return a class that LibreOffice can talk to, of a plain one and the interfaces that it fills."""
    bases = (behaviour, unohelper.Base, *(uno.getClass(interface) for interface in interfaces))
    return type(name, bases, members)


# Calc keeps every array that it was given for as long as it runs; the same one is therefore given as the same object.
array = lru_cache(maxsize=16)(implementation("ArrayAnswer", Array, (VOLATILE_RESULT,)))

g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - the name that LibreOffice looks for
g_ImplementationHelper.addImplementation(
    implementation("FunctionsService", Functions, (FUNCTIONS_INTERFACE, SERVICE_NAME), **methods(array)),
    f"{FUNCTIONS}Implementation",
    (FUNCTIONS, ADD_IN),
)
g_ImplementationHelper.addImplementation(
    implementation("CommandService", Command, (JOB_EXECUTOR,)), f"{COMMAND}Implementation", (COMMAND,)
)
