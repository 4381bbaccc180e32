"""Compressed VBA is what oletools makes the same bytes of again, whatever the bytes."""

from __future__ import annotations

import struct
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from tests.support.vba import decompressed
from xlperf.addin.vba_compression import CHUNK, compressed
from xlperf.addin.xlwings_text import xlwings_modules

WORDS = st.sampled_from(["Dim ", "As Variant\r\n", "End If\r\n", "x", "=", "' note ", "\r\n", "PERF_RATE"])
TEXTS = st.lists(WORDS, max_size=3000).map(lambda words: "".join(words).encode())
PIECES = st.tuples(st.binary(min_size=1, max_size=40), st.integers(1, 500)).map(lambda pair: pair[0] * pair[1])


@settings(max_examples=cases(60))
@given(TEXTS | PIECES | st.binary(max_size=3000))
def test_what_is_compressed_is_read_back(data: bytes) -> None:
    assert decompressed(compressed(data)) == data


@pytest.mark.parametrize("size", [3_640, 3_641, 3_642, 3_700, 4_095, 4_096, 4_097, 8_191, 9_000])
def test_a_chunk_that_does_not_get_smaller_is_stored_and_filled_with_zeros(size: int) -> None:
    data = Random(size).randbytes(size)
    read = decompressed(compressed(data))
    assert read.startswith(data)
    assert not any(read[size:])


def test_each_chunk_says_its_own_length_and_none_is_longer_than_the_format_allows() -> None:
    container = compressed(b"abcdefgh" * 4000)
    assert container[0] == 1
    at, chunks = 1, 0
    while at < len(container):
        head = struct.unpack_from("<H", container, at)[0]
        assert head >> 12 & 7 == 0b011
        size = (head & 0xFFF) + 3
        assert size <= CHUNK + 2
        at, chunks = at + size, chunks + 1
    assert at == len(container)
    assert chunks == -(-8 * 4000 // CHUNK)


def test_nothing_is_a_container_of_nothing() -> None:
    assert compressed(b"") == b"\x01"


def test_vba_gets_to_less_than_half_its_size_and_comes_back() -> None:
    text = xlwings_modules()[0].text.encode("cp1252")
    container = compressed(text)
    assert len(container) < len(text) / 2
    assert decompressed(container) == text
