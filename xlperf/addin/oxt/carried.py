"""Which part of xlperf the extension carries: what runs in LibreOffice's own Python, and nothing of the rest.

Found by following the imports of what runs there, those inside functions too. The room `definitions` needs pydantic,
which LibreOffice does not have; what functions ask of the catalogue goes along as one JSON text instead.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from xlperf.addin.oxt.names import CARRIED, CATALOGUE
from xlperf.folders import PACKAGE
from xlperf.functions.catalogue_data import document

STARTS = ("xlperf.hosts.calc.service", "xlperf.hosts.calc.menu")
LEFT_OUT = "xlperf.definitions"


def carried_files() -> dict[str, bytes]:
    """Return the files that the extension carries, by their path inside it."""
    return {f"{CARRIED}/{_path(name)}": _source(name) for name in carried_modules()} | {CATALOGUE: document().encode()}


def carried_modules() -> list[str]:
    """Return the names of the modules that can be reached from what runs in LibreOffice, in order."""
    found: set[str] = set()
    waiting = list(STARTS)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [one for one in imports_of(name) if one.split(".")[:2] != LEFT_OUT.split(".")]
    return sorted(found)


def imports_of(name: str) -> Iterator[str]:
    """Yield every module of xlperf that a module imports, and the packages that it lies in."""
    parts = name.split(".")
    yield from (".".join(parts[:length]) for length in range(1, len(parts)))
    for node in _running_code(ast.parse(_source(name))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "xlperf")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "xlperf":
            yield str(node.module)
            members = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (member for member in members if _file(member) is not None)


def _running_code(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every node but those that only a type checker sees."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        yield node
        yield from _running_code(node)


def _file(name: str) -> Path | None:
    """Return the file of a module; None when there is no such module."""
    place = PACKAGE.joinpath(*name.split(".")[1:])
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


def _path(name: str) -> str:
    file = _file(name)
    if file is None:
        raise ValueError(f"{name} is imported by what runs in LibreOffice, and there is no such module")
    return f"xlperf/{file.relative_to(PACKAGE).as_posix()}"


def _source(name: str) -> bytes:
    """Return the text of a module with the same line ends on every system."""
    path = _file(name)
    return path.read_bytes().replace(b"\r\n", b"\n") if path else b""
