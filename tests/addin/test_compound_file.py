"""The container of a VBA project, read back by olefile, which reports every defect, and by 7-Zip."""

from __future__ import annotations

import string
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from tests.support.vba import seven_zip_lists, streams_of
from xlperf.addin.compound_file import LONGEST_NAME, MINI_LIMIT, compound_file

NAMES = st.text(string.ascii_letters + string.digits + "_ éß", min_size=1, max_size=LONGEST_NAME)
CONTENTS = st.binary(max_size=200) | st.integers(0, 20_000).map(lambda size: bytes(range(256)) * (size // 256 + 1))


def unlike_names(names: list[str]) -> bool:
    return len({name.upper() for name in names}) == len(names) and all(name == name.strip() for name in names)


@settings(max_examples=cases(40))
@given(
    st.dictionaries(NAMES, CONTENTS, max_size=40).filter(lambda tree: unlike_names(list(tree))),
    st.dictionaries(NAMES, CONTENTS, max_size=40).filter(lambda tree: unlike_names(list(tree))),
)
def test_whatever_is_put_in_is_read_back(root: dict[str, bytes], inner: dict[str, bytes]) -> None:
    tree = {**{name: content for name, content in root.items() if name.upper() != "STORE"}, "STORE": inner}
    expected = {name: content for name, content in tree.items() if isinstance(content, bytes)}
    expected |= {f"STORE/{name}": content for name, content in inner.items()}
    assert streams_of(compound_file(tree)) == expected


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 511, 512, 513, MINI_LIMIT - 1, MINI_LIMIT, MINI_LIMIT + 1, 70_000])
def test_a_stream_of_a_size_at_every_limit_is_read_back(size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    assert streams_of(compound_file({"one": content, "two": b"x"})) == {"one": content, "two": b"x"}


@pytest.mark.parametrize("size", [126 * 512, 127 * 512, 128 * 512, 129 * 512, 5_000_000])
def test_the_table_of_sectors_grows_with_the_content(size: int) -> None:
    content = b"\xa5" * size
    assert streams_of(compound_file({"large": content}))["large"] == content


def entries(content: bytes) -> list[tuple[str, int, int, int, int, int]]:
    """Name, colour, left, right, child and kind of each directory entry, read as [MS-CFB] 2.6.1 lays them out."""
    start = struct.unpack_from("<I", content, 48)[0]
    table_at = struct.unpack_from("<I", content, 76)[0]
    found = []
    while start < 0xFFFFFFFD:
        for number in range(4):
            record = content[(start + 1) * 512 + number * 128 :][:128]
            size, kind, colour, left, right, child = struct.unpack_from("<HBBIII", record, 64)
            name = record[: max(size - 2, 0)].decode("utf-16-le")
            found.append((name, colour, left, right, child, kind))
        start = struct.unpack_from("<I", content, (table_at + 1) * 512 + start * 4)[0]
    return found


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 8, 15, 16, 64, 100, 150])
def test_siblings_are_a_red_and_black_tree_in_the_order_that_excel_compares_names(count: int) -> None:
    names = [f"{'m' * (number % 5)}Module{number}" for number in range(count)]
    listed = entries(compound_file(dict.fromkeys(names, b"")))
    order: list[str] = []

    def walk(number: int, parent_is_red: bool) -> int:
        if number == 0xFFFFFFFF:
            return 1
        name, colour, left, right, _, _ = listed[number]
        assert not (parent_is_red and colour == 0), "a red entry has no red child"
        blacks_left = walk(left, colour == 0)
        order.append(name)
        assert blacks_left == walk(right, colour == 0), "every way down meets as many black entries"
        return blacks_left + colour

    top = listed[0][4]
    assert listed[top][1] == 1, "the top is black"
    walk(top, False)
    assert order == sorted(names, key=lambda name: (len(name), name.upper()))


def test_seven_zip_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "container.bin"
    path.write_bytes(compound_file({"VBA": {"dir": b"x" * 5000, "Module": b"y"}, "PROJECT": b"z"}))
    assert {name.replace("\\", "/") for name in seven_zip_lists(path)} >= {"VBA/dir", "VBA/Module", "PROJECT"}


@pytest.mark.parametrize("name", ["", "x" * 32, "a/b", "a\\b", "a:b", "a!b"])
def test_a_name_that_the_format_cannot_hold_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot hold the name"):
        compound_file({name: b""})


def test_more_than_the_header_can_point_to_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        compound_file({"large": bytes(7_200_000)})
