"""Open a workbook in LibreOffice and print what cells show, as JSON: ``PROFILE WORKBOOK CELL…``. Needs `uno` alone."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
import uuid

import uno

ALWAYS_RUN_MACROS = 4
FILTER = "Calc MS Excel 2007 VBA XML"


def named(name, value):
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def connected(pipe, seconds=60):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + seconds
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # the kinds of UNO's exceptions are made when they are first met
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def main(profile, workbook, *addresses):
    pipe = f"xlperf{uuid.uuid4().hex}"
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    context = connected(pipe)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    # Named, because LibreOffice does not recognise an add-in (.xlam) as a workbook by itself.
    how = (named("Hidden", True), named("MacroExecutionMode", ALWAYS_RUN_MACROS), named("FilterName", FILTER))
    book = desktop.loadComponentFromURL(workbook, "_blank", 0, how)
    book.calculateAll()
    sheet = book.Sheets.getByIndex(0)
    print(json.dumps({address: sheet.getCellRangeByName(address).String for address in addresses}))
    book.close(True)
    with contextlib.suppress(Exception):  # the connection ends while it says so
        desktop.terminate()
    office.wait(30)


if __name__ == "__main__":
    main(*sys.argv[1:])
