"""Write the golden workbooks anew: ``python -m tests.golden.renew``. Read the differences before you keep them.

What the comparison ignores, and nothing else:
- the version of xlperf in docProps/custom.xml;
- how the members are compressed (zlib differs between builds of Python): members are compared, not the zip;
- with another version of xlsxwriter than the one in made_with.txt, everything but the names of the members and the
  cells of each sheet (text, type, formula), because xlsxwriter changes small things from version to version.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from tests.support.hostile import PAYLOADS, everywhere
from tests.support.layouts import everything
from tests.support.themes import theme_of
from xlperf.sheets.layout import Layout
from xlperf.workbook.write import workbook_bytes

FOLDER = Path(__file__).parent
MADE_WITH = FOLDER / "made_with.txt"
LAYOUTS: dict[str, Callable[[], Layout]] = {
    "everything": everything,
    "hostile": lambda: everywhere("".join(PAYLOADS[:3])),
}


def golden_bytes(name: str) -> bytes:
    """Return one of the golden workbooks as the writer makes it now."""
    return workbook_bytes(LAYOUTS[name](), theme_of(FOLDER / "theme.toml"))


def renew() -> None:
    """Write every golden workbook, and the version of xlsxwriter that made them."""
    for name in LAYOUTS:
        (FOLDER / f"{name}.xlsx").write_bytes(golden_bytes(name))
    MADE_WITH.write_text(f"xlsxwriter {xlsxwriter.__version__}\n", encoding="utf-8")


if __name__ == "__main__":
    renew()
