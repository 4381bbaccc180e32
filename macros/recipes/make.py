"""Write what stands in `macros` and is made from cards and buttons: ``python macros/recipes/make.py [FOLDER]``.

The VBA of the worksheet functions and of the ribbon, and the ribbon itself. The other files in `macros/vba` are
written by hand, and the drawings are made by `draw.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))  # xlperf in a checkout

from xlperf.actions.buttons import BUTTONS  # noqa: E402
from xlperf.addin.images import drawings  # noqa: E402
from xlperf.addin.ribbon import callbacks, ribbon_xml  # noqa: E402
from xlperf.addin.vba_text import exported, file_name  # noqa: E402
from xlperf.addin.vba_wrappers import wrappers  # noqa: E402
from xlperf.addin.xlwings_text import xlwings_version  # noqa: E402
from xlperf.functions import CARDS  # noqa: E402


def texts() -> dict[str, bytes]:
    """Return the made files: their path beneath `macros`, and their bytes."""
    modules = (wrappers(CARDS), callbacks(BUTTONS, xlwings_version()))
    made = {f"vba/{file_name(module)}": exported(module) for module in modules}
    return {**made, "ribbon/customUI14.xml": ribbon_xml(BUTTONS, drawings()).encode()}


def write_texts(folder: Path) -> tuple[Path, ...]:
    """Write the made files beneath a folder; return them."""
    written = []
    for name, content in texts().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return tuple(written)


if __name__ == "__main__":
    for file in write_texts(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent):
        print(file)  # noqa: T201
