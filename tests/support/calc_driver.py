"""Drives a running LibreOffice over UNO: runs in the system's Python, which alone has the module `uno`.

Requests and answers are lines of JSON on standard input and output; `tests.support.calc` is the other end. Standard
library and uno only, and every answer is what LibreOffice itself says: nothing of xlperf is imported here.
"""

from __future__ import annotations

import json
import sys
import threading
import time

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.beans import PropertyValue
from com.sun.star.task import XInteractionHandler
from com.sun.star.ucb import XCommandEnvironment

EVERYTHING = 1023  # com.sun.star.sheet.CellFlags, all of them
SECONDS_FOR_WORK = 60
# com.sun.star.accessibility.AccessibleRole
DIALOG, TABLE, TOOL_BAR, STATIC_TEXT = 12, 58, 63, 86


class Yes(unohelper.Base, XCommandEnvironment, XInteractionHandler):
    """Answers yes to whatever the extension manager asks."""

    def getInteractionHandler(self):  # noqa: N802
        return self

    def getProgressHandler(self):  # noqa: N802
        return None

    def handle(self, request) -> None:
        for continuation in request.getContinuations():
            approve = continuation.queryInterface(uno.getTypeByName("com.sun.star.task.XInteractionApprove"))
            if approve:
                approve.select()
                return


class Later(unohelper.Base, XCallback):
    """Something to be done when LibreOffice comes to it."""

    def __init__(self, work) -> None:
        self.work = work
        self.done = threading.Event()
        self.problem = None

    def notify(self, data) -> None:
        try:
            self.work()
        except Exception as error:  # noqa: BLE001 - told where it was asked for
            self.problem = error
        self.done.set()


def setting(name: str, value: object) -> PropertyValue:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Driver:
    """What the tests may ask for, one method each."""

    def __init__(self, pipe: str, seconds: float) -> None:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        until = time.monotonic() + seconds
        while True:
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except uno.getClass("com.sun.star.connection.NoConnectException"):
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.document = None

    def service(self, name: str):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    # The extension

    def install(self, url: str) -> dict[str, str]:
        package = self._extensions().addExtension(url, (), "user", None, Yes())
        return {"identifier": package.getIdentifier().Value, "version": package.getVersion()}

    def remove(self, identifier: str, file: str) -> None:
        self._extensions().removeExtension(identifier, file, "user", None, Yes())

    def installed(self) -> list[str]:
        return [one.getIdentifier().Value for one in self._extensions().getDeployedExtensions("user", None, Yes())]

    def _extensions(self):
        return self.context.getValueByName("/singletons/com.sun.star.deployment.ExtensionManager")

    def described(self) -> dict[str, object]:
        functions = self.service("com.sun.star.sheet.FunctionDescriptions")
        found = {}
        for number in range(functions.Count):
            about = {one.Name: one.Value for one in functions.getByIndex(number)}
            if about["Name"].startswith("PERF_"):
                arguments = [[one.Name, one.Description, one.IsOptional] for one in about["Arguments"]]
                found[about["Name"]] = {"description": about["Description"], "arguments": arguments}
        return found

    def menu(self, title: str) -> list[str]:
        """The addresses of the entries of a menu, as LibreOffice's configuration has them for this kind of window."""
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        root = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess",
            (setting("nodepath", "/org.openoffice.Office.Addons/AddonUI/OfficeMenuBar"),),
        )
        menus = [root.getByName(name) for name in root.ElementNames]
        entries = next(one for one in menus if one.Title == title).Submenu
        return [entries.getByName(name).URL for name in sorted(entries.ElementNames)]

    # Documents

    def new(self, hidden: bool = True) -> None:
        self.open("private:factory/scalc", hidden)

    def open(self, url: str, hidden: bool = True) -> None:
        self.document = self.desktop.loadComponentFromURL(url, "_blank", 0, (setting("Hidden", hidden),))

    def close(self) -> None:
        self._in_main_thread(lambda: self.document.close(True))
        self.document = None

    def close_all(self) -> None:
        self._in_main_thread(lambda: [workbook.close(True) for workbook in self._workbooks()])
        self.document = None

    def _in_main_thread(self, work) -> None:
        """
        Do something in the thread in which LibreOffice does what its users do, and wait for it.

        A call over UNO otherwise runs in a thread of its own, and 7.4 may end when a window is closed from there.
        """
        later = Later(work)
        self.service("com.sun.star.awt.AsyncCallback").addCallback(later, None)
        later.done.wait(SECONDS_FOR_WORK)
        if later.problem is not None:
            raise later.problem

    def _workbooks(self) -> list:
        """Every open workbook; the window that LibreOffice starts with is none."""
        components, found = self.desktop.Components.createEnumeration(), []
        while components.hasMoreElements():
            found.append(components.nextElement())
        return [one for one in found if one.ImplementationName == "ScModelObj"]

    def sheets(self) -> list[str]:
        return list(self.document.Sheets.ElementNames)

    def documents(self) -> list[str]:
        return [workbook.Title for workbook in self._workbooks()]

    def area(self, sheet: str, place: str):
        return self.document.Sheets.getByName(sheet).getCellRangeByName(place)

    def clear(self, sheet: str) -> None:
        self.document.Sheets.getByName(sheet).clearContents(EVERYTHING)

    def put(self, sheet: str, place: str, rows: list[list[object]]) -> None:
        """Values; a text that starts with "=" is a formula in LibreOffice's own spelling."""
        area = self.area(sheet, place)
        if not any(isinstance(value, str) and value.startswith("=") for row in rows for value in row):
            area.setDataArray(tuple(tuple("" if value is None else value for value in row) for row in rows))
            return
        for down, row in enumerate(rows):
            for across, value in enumerate(row):
                cell = area.getCellByPosition(across, down)
                if isinstance(value, str):
                    cell.setFormula(value)
                elif value is not None:
                    cell.setValue(value)

    def put_array(self, sheet: str, place: str, formula: str) -> None:
        self.area(sheet, place).setArrayFormula(formula)

    def cells(self, sheet: str, place: str) -> list[list[object]]:
        """What stands in cells: a number, a text, None, or {"error": what the cell shows}."""
        area = self.area(sheet, place)
        values = area.getDataArray()
        return [
            [self._cell(area, down, across, value) for across, value in enumerate(row)]
            for down, row in enumerate(values)
        ]

    @staticmethod
    def _cell(area, down: int, across: int, value: object) -> object:
        if isinstance(value, float) and value == value:
            return value
        if isinstance(value, str) and value:
            return value
        cell = area.getCellByPosition(across, down)
        return {"error": cell.getString()} if cell.getError() else None

    def shown(self, sheet: str, place: str) -> str:
        return self.area(sheet, place).getString()

    def formula(self, sheet: str, place: str) -> str:
        return self.area(sheet, place).getCellByPosition(0, 0).getFormula()

    def number_format(self, sheet: str, place: str) -> str:
        return self.document.NumberFormats.getByKey(self.area(sheet, place).NumberFormat).FormatString

    def colours(self, sheet: str, place: str) -> list[list[str]]:
        """The conditions of conditional formats over an area, each with the fill of its style."""
        entries = self.area(sheet, place).ConditionalFormat
        styles = self.document.StyleFamilies.getByName("CellStyles")
        found = []
        for number in range(entries.Count):
            entry = entries.getByIndex(number)
            fill = styles.getByName(entry.StyleName).CellBackColor
            found.append([entry.Formula1, f"#{fill:06x}"])
        return found

    def select(self, sheet: str, place: str) -> None:
        controller = self.document.CurrentController
        controller.setActiveSheet(self.document.Sheets.getByName(sheet))
        controller.select(self.area(sheet, place))

    def protect(self, sheet: str) -> None:
        self.document.Sheets.getByName(sheet).protect("")

    def store(self, url: str, form: str) -> None:
        self.document.storeToURL(url, (setting("FilterName", form),))

    # Clicks

    def dispatch(self, address: str) -> None:
        frame = self.document.CurrentController.Frame
        helper = self.service("com.sun.star.frame.DispatchHelper")
        self._in_main_thread(lambda: helper.executeDispatch(frame, address, "", 0, ()))

    def said(self) -> str:
        """The sentence in the bar above the cells, as a screen reader finds it; empty when there is no bar."""
        if not self.document.CurrentController.hasInfobar("xlperf"):
            return ""
        inside = self.document.CurrentController.Frame.ComponentWindow.getAccessibleContext()
        texts = [one.getAccessibleName() for one in self._all(inside) if one.getAccessibleRole() == STATIC_TEXT]
        return next(text for text in texts if text != "xlperf")

    def buttons(self, toolbar: str) -> list[str]:
        """The labels of a toolbar, as a screen reader finds them."""
        windows = self.service("com.sun.star.awt.Toolkit")
        for number in range(windows.getTopWindowCount()):
            for one in self._all(windows.getTopWindow(number).getAccessibleContext()):
                if one.getAccessibleRole() == TOOL_BAR and one.getAccessibleName() == toolbar:
                    names = [child.getAccessibleName() for child in self._all(one)][1:]
                    return [name for name in names if name]
        return []

    def click_and_answer(self, address: str, answers: dict[str, str], button: str) -> list[str]:
        """Click, type into the dialog that comes up, click one of its buttons; return the texts of the dialog."""
        clicking = threading.Thread(target=self.dispatch, args=(address,))
        clicking.start()
        dialog = self._dialog()
        accessible = dialog.getAccessibleContext()
        seen = [one.getAccessibleName() for one in self._all(accessible) if one.getAccessibleName()]
        for label, text in answers.items():
            for child in self._all(accessible):
                field = child.queryInterface(uno.getTypeByName("com.sun.star.accessibility.XAccessibleEditableText"))
                if field and label in child.getAccessibleName():
                    field.setText(text)
        for child in self._all(accessible):
            action = child.queryInterface(uno.getTypeByName("com.sun.star.accessibility.XAccessibleAction"))
            if child.getAccessibleName() == button and action:
                action.doAccessibleAction(0)
                break
        clicking.join(60)
        return seen

    def _dialog(self):
        toolkit = self.service("com.sun.star.awt.Toolkit")
        until = time.monotonic() + 20
        while time.monotonic() < until:
            for number in range(toolkit.getTopWindowCount()):
                window = toolkit.getTopWindow(number)
                if window.getAccessibleContext().getAccessibleRole() == DIALOG:
                    return window
            time.sleep(0.05)
        raise LookupError("no dialog came up")

    def _all(self, context, deep: int = 0):
        """Everything inside, but for the cells, of which there are too many."""
        yield context
        if deep < 20 and context.getAccessibleRole() != TABLE:
            for number in range(context.getAccessibleChildCount()):
                child = context.getAccessibleChild(number)
                if child is not None:
                    yield from self._all(child.getAccessibleContext(), deep + 1)

    # Time

    def seconds(self, sheet: str, place: str, formulas: list[list[str]], array: bool) -> float:
        """How long it takes from entering formulas to having their values."""
        area = self.area(sheet, place)
        area.clearContents(EVERYTHING)
        started = time.perf_counter()
        if array:
            area.setArrayFormula(formulas[0][0])
        else:
            area.setFormulaArray(tuple(tuple(row) for row in formulas))
        area.getDataArray()
        return time.perf_counter() - started

    def end(self) -> None:
        self.close_all()
        try:
            self.desktop.terminate()
        except uno.getClass("com.sun.star.lang.DisposedException"):
            pass


def main() -> None:
    driver = Driver(sys.argv[1], float(sys.argv[2]))
    print(json.dumps({"answer": "ready"}), flush=True)
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        try:
            answer = {"answer": getattr(driver, name)(*arguments)}
        except Exception as error:  # noqa: BLE001 - whatever it is, the test is told
            answer = {"problem": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
        if name == "end":
            return


if __name__ == "__main__":
    main()
