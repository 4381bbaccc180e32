"""Put the folder of the web add-in together. IT copies it to an internal https address and deploys its manifest."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import version
from pathlib import Path

from xlperf.actions.buttons import BUTTONS
from xlperf.addin.web.manifest import manifest_xml
from xlperf.addin.web.metadata import contents, functions_metadata, plain_theme, theme_css
from xlperf.addin.web.package import wheel_bytes, wheel_name
from xlperf.addin.web.release import release
from xlperf.errors import OutputError
from xlperf.folders import bundled
from xlperf.functions import CARDS

STATIC = Path(__file__).parent / "static"
ADDRESS = "https://localhost:3000"
ICON_SIZES = (16, 32, 64)


def build_web(out: Path, pyodide: Path | None = None, address: str = ADDRESS) -> Path:
    """
    Write the add-in into the folder `out` and return the path of its manifest.

    `pyodide` is the folder of a Pyodide release; a full one lets the add-in count single children. `address` is where
    the folder will be served from. Files of an earlier build are replaced, others in the folder are left alone. The
    same inputs give the same bytes. Raises RequestError when the address is none, or when Pyodide or a wheel is neither
    here nor to be fetched; OutputError when a file cannot be written.
    """
    manifest = manifest_xml(address, version("xlperf"))
    found = release(pyodide)
    wheels = [*(path.name for path in found.wheels), wheel_name()]
    texts = {
        "manifest.xml": manifest,
        "functions.json": as_json(functions_metadata(CARDS)),
        "contents.json": as_json(contents(BUTTONS, wheels, found.can_count)),
        "theme.css": theme_css(plain_theme()),
    }
    try:
        for folder in ("pyodide", "wheels", "icons"):
            shutil.rmtree(out / folder, ignore_errors=True)
            (out / folder).mkdir(parents=True)
        for name, text in texts.items():
            (out / name).write_text(text, encoding="utf-8", newline="\n")
        for path in sorted(STATIC.iterdir()):
            shutil.copyfile(path, out / path.name)
        for path in found.core:
            shutil.copyfile(path, out / "pyodide" / path.name)
        for path in found.wheels:
            shutil.copyfile(path, out / "wheels" / path.name)
        (out / "wheels" / wheel_name()).write_bytes(wheel_bytes())
        images = bundled("macros") / "images"
        for image in sorted({button.image for button in BUTTONS}):
            for size in ICON_SIZES:
                shutil.copyfile(images / f"{image}_{size}.png", out / "icons" / f"{image}_{size}.png")
    except OSError as error:
        raise OutputError(f'The web add-in cannot be written to "{out}": {error.strerror}.') from error
    return out / "manifest.xml"


def as_json(document: object) -> str:
    """Return a document as readable JSON."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
