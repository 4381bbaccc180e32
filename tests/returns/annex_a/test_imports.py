"""Finding out which return a workbook is needs neither numpy nor pandas: performance workbooks pass here too."""

from __future__ import annotations

import subprocess
import sys


def test_recognising_a_workbook_imports_neither_numpy_nor_pandas():
    code = "import sys, xlperf.returns.recognise; print(sorted({'numpy', 'pandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
