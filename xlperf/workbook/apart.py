"""Reading xls, xlsb and ods in a process of its own, because a damaged one can make the reader abort its process.

xlsx packages are checked before calamine sees them; of the other formats we know too little to do so. calamine then
asks for more memory than there is (a stray cell in a far corner of an xlsb) or recurses without end (a chain of an xls
that bites its tail), and the program would be gone. So a child reads them, with limits, and only its answer comes back.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys

from xlperf.errors import UnreadableFile
from xlperf.workbook.package import DAMAGED, DAMAGED_REMEDY
from xlperf.workbook.refusal import unreadable
from xlperf.workbook.sheet_values import SheetValues, sheet_values

SECONDS = 120
MOST_MEMORY = 6 << 30  # bytes of address space the child may ask for, where the system can limit it


def sheet_values_apart(data: bytes, file: str) -> list[SheetValues]:
    """
    Return the values of every sheet, read by a child process; raise `UnreadableFile` naming `file`.

    A child that dies, or does not answer within two minutes, means that the file is damaged.
    """
    if sys.platform == "emscripten":  # there are no processes inside a browser, and a failure ends the page only
        return sheet_values(io.BytesIO(data), file)
    command = [sys.executable, "-c", "from xlperf.workbook.apart import answer; answer()", file]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=True)
    except subprocess.SubprocessError as error:
        reason = f"{DAMAGED}: its cells cannot be made out."
        raise unreadable(file, reason, DAMAGED_REMEDY) from error
    # Pickled by our own child, a moment ago.
    found: list[SheetValues] | str = pickle.loads(child.stdout)
    if isinstance(found, str):
        raise UnreadableFile(found)
    return found


def answer() -> None:
    """Read the workbook on standard input and write its values, or the sentence of its refusal, to standard output."""
    _limit_memory()
    try:
        found: list[SheetValues] | str = sheet_values(io.BytesIO(sys.stdin.buffer.read()), sys.argv[1])
    except UnreadableFile as error:
        found = str(error)
    sys.stdout.buffer.write(pickle.dumps(found))


def _limit_memory() -> None:
    if sys.platform == "win32":
        return  # a job object would do it there; that is not built
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
