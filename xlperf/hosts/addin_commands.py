"""``xlperf addin``: build the add-ins, put the one for Excel where Excel loads it, look at what is in its way."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import click

from xlperf.errors import PROBLEMS_IN_DATA, SUCCESS, RequestError
from xlperf.hosts.console import Commands, answer, carried_out

FOLDER = click.Path(path_type=Path)


@click.group(cls=Commands)
def addin() -> None:
    """The add-ins for Excel and LibreOffice: build, install, doctor, serve."""


@addin.command()
@click.option("--out", type=FOLDER, help="The folder for xlperf.xlam and xlperf.oxt; addin unless --web is given.")
@click.option("--web", type=FOLDER, help="The folder for the web add-in.")
@click.option("--pyodide", type=FOLDER, help="With --web: the folder of a full Pyodide release.")
@click.option("--address", help="With --web: where the folder will be served from; https://localhost:3000 otherwise.")
@carried_out
def build(out: Path | None, web: Path | None, pyodide: Path | None, address: str | None) -> int:
    """Make xlperf.xlam and xlperf.oxt, or the web add-in, on any machine."""
    from xlperf.hosts.text import printable
    from xlperf.workbook.outputs import ensure_folder

    if pyodide is not None and web is None:
        raise RequestError("--pyodide goes with --web: it names what the web add-in carries.")
    if address is not None and web is None:
        raise RequestError("--address goes with --web: it is where the web add-in is served from.")
    made: list[Path] = []
    if out is not None or web is None:
        folder = out if out is not None else Path("addin")
        ensure_folder(folder)
        made += desktop_add_ins(folder)
    if web is not None:
        from xlperf.addin.web.build import ADDRESS, build_web

        ensure_folder(web)
        made.append(build_web(web, pyodide, address or ADDRESS))
    for path in made:
        answer(printable(str(path)))
    return SUCCESS


def desktop_add_ins(folder: Path) -> list[Path]:
    """Write the add-ins of Excel for Windows and of LibreOffice into a folder; return the files."""
    from xlperf.addin.oxt.build import build_oxt
    from xlperf.addin.xlam import build_xlam

    return [build_xlam(folder), build_oxt(folder)]


@addin.command()
@click.option("--remove", is_flag=True, help="Undo the last installation.")
@click.option("--interpreter", type=FOLDER, help="The Python that Excel starts; the one that runs this otherwise.")
@click.option("--into", type=FOLDER, help="Another folder for all files, instead of Excel's and your own.")
@click.option("--libreoffice", is_flag=True, help="Into LibreOffice instead of Excel.")
@carried_out
def install(remove: bool, interpreter: Path | None, into: Path | None, libreoffice: bool) -> int:
    """Put the add-in where Excel for Windows (or LibreOffice) loads it, and name the Python that it starts."""
    from xlperf.hosts.excel import installing
    from xlperf.hosts.text import printable

    if libreoffice and into is not None:
        raise RequestError("--into goes with Excel: LibreOffice keeps its extensions itself.")
    python = (interpreter or Path(sys.executable)).absolute()
    if interpreter is not None and not remove:
        installing.check_interpreter(interpreter)
    if libreoffice:
        from xlperf.hosts.calc.installing import install_oxt, remove_oxt

        for sentence in remove_oxt() if remove else install_oxt(python):
            answer(printable(sentence))
        return SUCCESS
    where = installing.places(os.environ, windows=installing.is_windows(), into=into)
    if remove:
        said = installing.remove(where)
    else:
        said = installing.install(where, python)
        again = f" --into {into}" if into else ""
        said.append(f"To undo this: xlperf addin install --remove{again}")
    for sentence in said:
        answer(printable(sentence))
    return SUCCESS


@addin.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
@carried_out
def doctor(as_json: bool) -> int:
    """Say what keeps the Excel add-in from working on this machine, and what helps."""
    from xlperf.hosts.excel.doctor import examine
    from xlperf.hosts.excel.machine import ThisMachine
    from xlperf.hosts.text import printable

    findings = examine(ThisMachine())
    if as_json:
        forms = [{"check": title, **asdict(found)} for title, found in findings]
        answer(json.dumps(forms, ensure_ascii=False, indent=2))
    else:
        for title, found in findings:
            answer(printable(f"{found.state:<11}  {title}: {found.said}"))
            if found.remedy:
                answer(printable(f"{'':<11}  {found.remedy}"))
    return PROBLEMS_IN_DATA if any(found.state == "wrong" for _, found in findings) else SUCCESS


@addin.command()
@click.argument("folder", type=FOLDER)
@click.option("--port", type=click.IntRange(1, 65535), default=3000, show_default=True, help="The port to listen on.")
@carried_out
def serve(folder: Path, port: int) -> int:
    """Offer the web add-in in FOLDER on this machine over https, for trying it out."""
    from xlperf.hosts.web.serve import serve as served

    served(folder, port)
    return SUCCESS
