"""xlperf as the wheel that the task pane loads: what runs there and nothing else, the same bytes every time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from xlperf.folders import PACKAGE

ROOMS_LEFT_OUT = ("addin", "made_up", "workbooks", "macros")
HOST = "hosts/web"
ON_A_DESK = ("hosts/web/serve.py", "hosts/web/certificate.py")
SUFFIXES = (".py", ".toml")
FIRST_DATE = (1980, 1, 1, 0, 0, 0)


def wheel_name() -> str:
    """Return the file name of the wheel."""
    return f"xlperf-{version('xlperf')}-py3-none-any.whl"


def wheel_bytes() -> bytes:
    """Return the wheel. Its metadata names the version and no dependencies: the pane brings them."""
    about = f"xlperf-{version('xlperf')}.dist-info"
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, data: bytes) -> None:
            entry = zipfile.ZipInfo(name, FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)

        for path in files():
            add(f"xlperf/{path.relative_to(PACKAGE).as_posix()}", path.read_bytes())
        add(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: xlperf\nVersion: {version('xlperf')}\n".encode())
        add(f"{about}/WHEEL", b"Wheel-Version: 1.0\nGenerator: xlperf\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    return content.getvalue()


def files() -> Iterator[Path]:
    """Yield the files of the package that the pane needs, in order."""
    for path in sorted(PACKAGE.rglob("*")):
        place = path.relative_to(PACKAGE).as_posix()
        if path.suffix not in SUFFIXES or not path.is_file() or place.split("/")[0] in ROOMS_LEFT_OUT:
            continue
        if place.startswith("hosts/") and place != "hosts/__init__.py" and not place.startswith(f"{HOST}/"):
            continue
        if place not in ON_A_DESK:
            yield path
