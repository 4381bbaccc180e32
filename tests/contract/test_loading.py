"""The functions load at once and without the large libraries: they also run inside Excel's task pane."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {"pandas", "numpy", "pydantic", "xlwings", "openpyxl", "xlsxwriter", "python_calamine", "click", "asyncio"}

LOADED = """
import json, sys
import xlperf.{module}
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""

TIMED = """
import time
began = time.process_time()
import xlperf.functions
print(time.process_time() - began)
"""


def python(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return run.stdout


def loaded_by(module: str) -> set[str]:
    return set(json.loads(python(LOADED.format(module=module))))


def test_the_functions_load_no_large_library() -> None:
    assert loaded_by("functions") & HEAVY == set()


def test_nor_does_what_excel_loads_or_the_calc_command() -> None:
    assert loaded_by("hosts.excel.udfs") & HEAVY == set()
    assert loaded_by("hosts.calc_command") & HEAVY == set()


def test_the_check_would_see_a_large_library() -> None:
    assert "pydantic" in loaded_by("definitions")


def test_the_functions_load_in_a_tenth_of_a_second() -> None:
    # The time of the processor: work of others on the same cores does not count. One quick start among some is enough.
    assert any(float(python(TIMED)) < 0.1 for _ in range(20))
