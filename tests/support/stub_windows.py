"""xlwings' own Windows code, run where there is no Windows: pywin32 stubbed, `call_udf` and the VBA generator real.

The stubs are only ever put in place in a process of their own, so no other test meets them:

    answers = call_udfs([("PERF_RATE", (286.0, 50890.0))])
    vba = vba_wrappers("book.xlsm")

In that process a value is what Excel would send over COM: a number is a float, a range a tuple of tuples, an error
cell an integer, an argument left out a constant. What is not covered: COM itself, VBA and Excel.
"""

from __future__ import annotations

import datetime as dt
import inspect
import io
import json
import subprocess
import sys
import types
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlperf.functions import Card

ROOT = Path(__file__).parents[2]
UDFS = "xlperf.hosts.excel.udfs"
COM_ERROR = -2146828288
COM_MISSING = -2147352572
ERRORS = {"#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036, "#N/A": 2042}
RANGE_IID = "{00020846-0000-0000-C000-000000000046}"

Call = tuple[str, Sequence[object]]


class LeftOut:
    """Stands for an argument that was left out, as in =PERF_INTERVAL(5,10,,0.9)."""


# The side of the tests


def call_udfs(calls: Iterable[Call], *, as_ranges: bool = False) -> list[object]:
    """Return what xlwings' `call_udf` answers to each call; with `as_ranges` arguments arrive as Range objects."""
    asked = {"calls": [[name, [packed(argument) for argument in arguments]] for name, arguments in calls]}
    return list(answered({**asked, "as_ranges": as_ranges})["answers"])


def vba_wrappers(book: str, *, decorated: bool = False) -> str:
    """
    Return the VBA that xlwings writes for our functions in a workbook of that name.

    With `decorated` it is written for the same signatures marked with xlwings' own decorator instead.
    """
    return str(answered({"wrappers": decorated, "book": book})["vba"])


def answered(request: dict[str, object]) -> dict[str, list[object]]:
    """Return the answer of a process with the stubs in place."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.support.stub_windows"],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    if run.returncode:
        raise RuntimeError(run.stderr)
    answer: dict[str, list[object]] = json.loads(run.stdout)
    return answer


def packed(value: object) -> object:
    """Return a value in a form that JSON carries."""
    if isinstance(value, (list, tuple)):
        return [packed(cell) for cell in value]
    if isinstance(value, LeftOut):
        return {"left out": True}
    if isinstance(value, dt.datetime):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"currency": str(value)}
    code = getattr(value, "code", None)
    return {"error": code if isinstance(code, int) else ERRORS[code]} if code else value


# The side of the process with the stubs


def unpacked(value: object) -> object:
    """Return a value as COM would hand it to Python."""
    if isinstance(value, list):
        return tuple(unpacked(cell) for cell in value)
    if isinstance(value, dict):
        if "error" in value:
            return COM_ERROR + int(value["error"])
        if "date" in value:
            return dt.datetime.fromisoformat(value["date"])
        return Decimal(value["currency"]) if "currency" in value else COM_MISSING
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


class FakeRange:
    """What VBA sends for a reference to cells: a COM object that says it is a Range and has a Value."""

    def __init__(self, value: object) -> None:
        kind = types.SimpleNamespace(iid=RANGE_IID)
        info = types.SimpleNamespace(GetTypeAttr=lambda: kind)
        self._oleobj_ = types.SimpleNamespace(GetTypeInfo=lambda: info)
        self.Value = value
        application = types.SimpleNamespace(Hwnd=1)
        self.Worksheet = types.SimpleNamespace(Parent=types.SimpleNamespace(Application=application))
        self.Row = self.Column = 1
        height = len(value) if isinstance(value, tuple) else 1
        width = len(value[0]) if isinstance(value, tuple) else 1
        self.Rows, self.Columns = types.SimpleNamespace(Count=height), types.SimpleNamespace(Count=width)


class Anything(types.ModuleType):
    """A module in which every name exists; each is a class of its own, which can be called and asked for more."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (), {"__init__": lambda self, *_: None, "__class_getitem__": lambda item: item})
        setattr(self, name, made)
        return made


def install() -> None:
    """Put the stubs in place of pywin32 and of the parts of ctypes that only Windows has, and load xlwings' engine."""
    import ctypes

    for name in (
        *("pythoncom", "pywintypes", "win32api", "win32con", "win32event", "win32gui", "win32process"),
        *("win32timezone", "win32com", "win32com.client", "win32com.server", "win32com.server.dispatcher"),
        *("win32com.server.policy", "win32com.server.util"),
    ):
        stub = Anything(name)
        sys.modules[name] = stub
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, stub)
    sys.modules["pythoncom"].__file__ = None
    sys.modules["pythoncom"].CoInitialize = lambda: None
    sys.modules["pythoncom"].TypeIIDs = {sys.modules["pythoncom"].IID_IDispatch: object}
    sys.modules["pywintypes"].IID = str
    sys.modules["pywintypes"].TimeType = dt.datetime
    sys.modules["pywintypes"].com_error = sys.modules["pywintypes"].error = type("com_error", (Exception,), {})
    sys.modules["win32process"].GetWindowThreadProcessId = lambda _: (0, 0)
    # Libraries of Windows, of which nothing is ever asked.
    library = types.SimpleNamespace(
        ole32=types.SimpleNamespace(CLSIDFromString=lambda *_: 0),
        PyCom_PyObjectFromIUnknown=types.SimpleNamespace(),
    )
    ctypes.windll = ctypes.oledll = library
    ctypes.PyDLL = lambda _: library

    import xlwings
    from xlwings import _xlwindows

    xlwings.engines.add(xlwings.Engine(impl=_xlwindows.engine))


def decorated_functions(udfs: types.ModuleType) -> object:
    """Return our functions' names and signatures as xlwings would have them from its own decorator."""
    from xlperf.functions import CARDS

    def decorated(card: Card) -> object:
        def function() -> None:
            """Do nothing; only the signature is looked at."""

        function.__name__ = card.name
        function.__signature__ = inspect.signature(card.function)
        return udfs.xlfunc(function, category=card.category)

    return types.SimpleNamespace(**{card.name: decorated(card) for card in CARDS})


def main() -> None:
    """Answer one request from standard input on standard output."""
    request = json.load(sys.stdin)
    install()
    from xlwings import udfs

    if "wrappers" in request:
        text = io.StringIO()
        module = decorated_functions(udfs) if request["wrappers"] else udfs.get_udf_module(UDFS, None)
        udfs.generate_vba_wrapper(UDFS, module, text, types.SimpleNamespace(Name=request["book"]))
        json.dump({"vba": text.getvalue()}, sys.stdout)
        return
    answers = []
    for name, given in request["calls"]:
        values = [unpacked(argument) for argument in given]
        if request["as_ranges"]:
            values = [FakeRange(value) if value != COM_MISSING else value for value in values]
        answers.append(udfs.call_udf(UDFS, name, tuple(values)))
    json.dump({"answers": answers}, sys.stdout)


if __name__ == "__main__":
    main()
