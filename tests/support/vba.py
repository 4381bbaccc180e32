"""VBA projects read back by readers that are not ours: oletools, 7-Zip, Apache POI."""

from __future__ import annotations

import functools
import shutil
import subprocess
import warnings
from collections.abc import Mapping
from pathlib import Path

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # oletools' own, of the libraries that it uses
    import olefile
    from oletools import olevba
    from oletools.mraptor import MacroRaptor

POI_JARS = ("poi", "poi-ooxml", "commons-collections4", "commons-codec", "commons-compress")
READER = """
import java.io.File;
import java.util.Map;
import org.apache.poi.poifs.macros.VBAMacroReader;

public class Reader {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            try (VBAMacroReader reader = new VBAMacroReader(new File(file))) {
                for (Map.Entry<String, String> module : reader.readMacros().entrySet()) {
                    System.out.println("\\u0001" + module.getKey() + "\\u0002" + module.getValue());
                }
            }
        }
    }
}
"""


def modules_of(path: Path) -> dict[str, str]:
    """Return what olevba reads: the text of each module by its name, with every attribute; \\n ends its lines."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        parser = olevba.VBA_Parser(str(path))
        try:
            found = {stream.rpartition("/")[2]: text for _, stream, _, text in parser.extract_all_macros()}
        finally:
            parser.close()
    return {name: text.replace("\r\n", "\n") for name, text in found.items()}


def decompressed(container: bytes) -> bytes:
    """Return what oletools makes of a compressed container."""
    return bytes(olevba.decompress_stream(bytearray(container)))


def streams_of(content: bytes) -> Mapping[str, bytes]:
    """Return every stream of a compound file, by its path, as olefile reads it; any defect is an error."""
    with olefile.OleFileIO(content, raise_defects=olefile.DEFECT_INCORRECT) as opened:
        assert not opened.parsing_issues
        return {"/".join(path): opened.openstream(path).read() for path in opened.listdir()}


def suspicious(path: Path) -> bool:
    """Say whether mraptor would call the macros of a file malicious."""
    raptor = MacroRaptor("\n".join(modules_of(path).values()))
    raptor.scan()
    return bool(raptor.suspicious)


def seven_zip_lists(path: Path) -> list[str]:
    """Return the streams that 7-Zip finds in a compound file, after it has read each of them."""
    program = shutil.which("7z")
    if program is None:
        pytest.skip("7-Zip is not installed; install the package p7zip-full to run this test")
    subprocess.run([program, "t", str(path)], check=True, capture_output=True)
    listed = subprocess.run([program, "l", "-slt", "-ba", str(path)], check=True, capture_output=True, text=True).stdout
    return [line.removeprefix("Path = ") for line in listed.splitlines() if line.startswith("Path = ")]


def poi_modules(paths: list[Path], folder: Path) -> dict[str, str]:
    """Return the modules that Apache POI reads from workbooks, by name; `folder` takes the little program."""
    jars = _poi()
    program = folder / "Reader.java"
    program.write_text(READER, encoding="utf-8")
    run = subprocess.run(
        ["java", "-Xshare:auto", "-Dfile.encoding=UTF-8", "-cp", ":".join(jars), str(program), *map(str, paths)],
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode(errors="replace")
    modules = run.stdout.decode("utf-8").split("\x01")[1:]
    return {name: text.replace("\r\n", "\n") for name, _, text in (module.partition("\x02") for module in modules)}


@functools.cache
def _poi() -> list[str]:
    jars = [path for name in POI_JARS for path in Path("/usr/share/java").glob(f"{name}.jar")]
    if shutil.which("java") is None or shutil.which("javac") is None or len(jars) < 2:
        pytest.skip("Apache POI is not installed; install libapache-poi-java and a JDK to run this test")
    return [str(jar) for jar in jars]
