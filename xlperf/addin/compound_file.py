"""Write an OLE compound file, the container of a VBA project ([MS-CFB], version 3, sectors of 512 bytes).

Streams below 4,096 bytes go into the mini stream, siblings are a balanced tree ordered as Excel compares names, and
nothing in the file depends on the time or the machine: equal streams give equal bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

SECTOR, MINI_SECTOR, MINI_LIMIT = 512, 64, 4096
ENTRY = 128
FREE, END_OF_CHAIN, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NOBODY = 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
RED, BLACK = 0, 1
LONGEST_NAME = 31  # characters; the entry has room for 32 with the closing zero
FAT_SECTORS_IN_HEADER = 109

Tree = Mapping[str, "bytes | Tree"]
"""A storage: names to the bytes of streams, or to further storages."""


@dataclass(slots=True)
class _Entry:
    """One entry of the directory while it is being made."""

    name: str
    kind: int
    content: bytes = b""
    left: int = NOBODY
    right: int = NOBODY
    child: int = NOBODY
    colour: int = BLACK
    start: int = END_OF_CHAIN
    size: int = 0


@dataclass(slots=True)
class _Sectors:
    """Sectors of one size, with the table that chains them."""

    size: int
    content: bytearray = field(default_factory=bytearray)
    chain: list[int] = field(default_factory=list)

    def add(self, content: bytes) -> int:
        """Append a content, padded to whole sectors, and return its first sector."""
        if not content:
            return END_OF_CHAIN
        first = len(self.chain)
        count = -(-len(content) // self.size)
        self.content += content.ljust(count * self.size, b"\0")
        self.chain += [*range(first + 1, first + count), END_OF_CHAIN]
        return first


def compound_file(tree: Tree) -> bytes:
    """
    Return the bytes of a compound file with these storages and streams.

    Raise ValueError for a name that the format cannot hold (over 31 characters, or with ``/ \\ : !``).
    """
    entries = [_Entry("Root Entry", ROOT)]
    entries[0].child = _add_storage(entries, tree)
    mini, sectors = _Sectors(MINI_SECTOR), _Sectors(SECTOR)
    for entry in entries[1:]:
        if entry.kind == STREAM:
            entry.size = len(entry.content)
            entry.start = (mini if entry.size < MINI_LIMIT else sectors).add(entry.content)
    entries[0].start, entries[0].size = sectors.add(bytes(mini.content)), len(mini.content)
    mini_table = b"".join(struct.pack("<I", following) for following in mini.chain)
    first_mini_table = sectors.add(_padded(mini_table, FREE))
    first_directory = sectors.add(_directory(entries))
    return _finished(sectors, first_directory, first_mini_table, -(-len(mini_table) // SECTOR))


def _padded(table: bytes, filler: int) -> bytes:
    missing = -len(table) % SECTOR // 4
    return table + struct.pack("<I", filler) * missing


def _add_storage(entries: list[_Entry], tree: Tree) -> int:
    """Add everything in a storage and return the entry at the top of its tree."""
    numbers: list[int] = []
    for name in sorted(tree, key=_order):
        _check(name)
        content = tree[name]
        numbers.append(len(entries))
        if isinstance(content, bytes):
            entries.append(_Entry(name, STREAM, content))
        else:
            entry = _Entry(name, STORAGE)
            entries.append(entry)
            entry.child = _add_storage(entries, content)
    return _balanced(entries, numbers, _full_levels(len(numbers)))


def _order(name: str) -> tuple[int, str]:
    """Return what siblings are ordered by: the shorter name first, then the upper-case letters ([MS-CFB] 2.6.4)."""
    return len(name.encode("utf-16-le")), name.upper()


def _check(name: str) -> None:
    if not name or len(name.encode("utf-16-le")) // 2 > LONGEST_NAME or set(name) & set("/\\:!"):
        raise ValueError(f"a compound file cannot hold the name {name!r}")


def _full_levels(count: int) -> int:
    """Return how many levels of a balanced tree are full."""
    return (count + 1).bit_length() - 1


def _balanced(entries: list[_Entry], numbers: list[int], levels: int) -> int:
    """Make the ordered entries a balanced tree; those below the last full level are red, so black heights agree."""
    if not numbers:
        return NOBODY
    middle = len(numbers) // 2
    top = entries[numbers[middle]]
    top.colour = BLACK if levels > 0 else RED
    top.left = _balanced(entries, numbers[:middle], levels - 1)
    top.right = _balanced(entries, numbers[middle + 1 :], levels - 1)
    return numbers[middle]


def _directory(entries: list[_Entry]) -> bytes:
    records = [_record(entry) for entry in entries]
    empty = struct.pack("<64xHBBIII16xI8x8xIQ", 0, 0, 0, NOBODY, NOBODY, NOBODY, 0, 0, 0)
    records += [empty] * (-len(records) % (SECTOR // ENTRY))
    return b"".join(records)


def _record(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ",
        name,
        len(name),
        entry.kind,
        entry.colour,
        entry.left,
        entry.right,
        entry.child,
        0,
        0 if entry.kind == STORAGE else entry.start,
        entry.size,
    )


def _finished(sectors: _Sectors, first_directory: int, first_mini_table: int, mini_tables: int) -> bytes:
    """Return header, sectors and the table of all chains, which has to chain itself too."""
    used = len(sectors.chain)
    tables = 0
    while tables * (SECTOR // 4) < used + tables:
        tables += 1
    if tables > FAT_SECTORS_IN_HEADER:
        raise ValueError(f"the streams are too large for a compound file of this kind: {used * SECTOR:,} bytes")
    chain = [*sectors.chain, *[FAT_SECTOR] * tables]
    table = _padded(b"".join(struct.pack("<I", following) for following in chain), FREE)
    places = [*range(used, used + tables), *[FREE] * (FAT_SECTORS_IN_HEADER - tables)]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        0x003E,  # minor version
        3,
        0xFFFE,  # little-endian
        9,  # sectors of 2 ** 9 bytes
        6,  # mini sectors of 2 ** 6
        0,  # sectors of the directory: not counted in version 3
        tables,
        first_directory,
        0,  # transactions
        MINI_LIMIT,
        first_mini_table,
        mini_tables,
        END_OF_CHAIN,  # no further places of tables than those in the header
        0,
    ) + struct.pack(f"<{FAT_SECTORS_IN_HEADER}I", *places)
    return header + bytes(sectors.content) + table
