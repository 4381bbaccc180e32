"""The same arguments give the same bytes, whatever the machine's clock, language and hash seed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from xlperf.made_up.sample import write_sample

SCRIPT = """
import sys
from pathlib import Path
from xlperf.made_up.sample import write_sample
write_sample(80, 3, Path(sys.argv[1]), problems=0.05, years=2)
"""


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_sample_is_the_same_in_another_process_with_another_hash_seed_time_zone_and_language(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    files = write_sample(80, 3, here, problems=0.05, years=2)
    assert all(path.is_file() for path in files)
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "de_DE"}
    subprocess.run([sys.executable, "-c", SCRIPT, str(there)], check=True, env=environment)
    assert digests(here) == digests(there)
    assert len(digests(here)) == len(files)
