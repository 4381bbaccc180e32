"""A computer with Windows and Excel, as `xlperf addin doctor` asks about one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

APP_PATH = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
CLICK_TO_RUN = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"

Registry = dict[tuple[str, str, str], str | int]

OFFICE: Registry = {
    ("HKLM", APP_PATH, ""): r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE",
    ("HKLM", CLICK_TO_RUN, "VersionToReport"): "16.0.17328.20162",
    ("HKLM", CLICK_TO_RUN, "Platform"): "x64",
}


@dataclass(frozen=True, slots=True)
class FakeMachine:
    """What it answers; `files` are paths with their content."""

    values: Registry = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    libraries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_windows: bool = True
    interpreter: Path = Path("/python/Scripts/python.exe")
    interpreter_bits: int = 64

    def registry(self, root: str, key: str, name: str) -> str | int | None:
        return self.values.get((root, key, name))

    def environment(self, name: str) -> str:
        return self.variables.get(name, "")

    def is_file(self, path: PurePath) -> bool:
        return str(path) in self.files

    def content(self, path: PurePath) -> bytes | None:
        return self.files.get(str(path))

    def library(self, module: str) -> tuple[str, ...]:
        return self.libraries.get(module, ())

    def but(self, values: Registry | None = None, **others: object) -> FakeMachine:
        """The same machine with other answers."""
        changed = replace(self, values={**self.values, **(values or {})})
        return replace(changed, **others)  # type: ignore[arg-type]
