"""A zip package copied member by member as it is packed: nothing that does not change is inflated.

`zipfile` would pack every member anew. Here the packed bytes of a member go into the copy as they lie in the source,
with its times, attributes, comment and checksum; only what is replaced or added is packed. Local headers are written
anew, in the one plain form that needs no descriptor behind the bytes.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from xlperf.workbook.package import DAMAGED, DAMAGED_REMEDY, PASSWORD, PASSWORD_REMEDY, ZIP_ERRORS, plain_part_name
from xlperf.workbook.refusal import unreadable

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_ZIP64 = 1  # the extra field that holds sizes beyond 4 GiB
_UTF_8, _STRONG = 0x800, 0x40
_PACKED_ANEW = 20  # the version of the format that knows deflation
_NEW_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class _Member:
    info: zipfile.ZipInfo
    name: bytes
    packed: bytes
    crc: int
    size: int
    method: int
    version: int


def raw_copy(
    data: bytes, file: str, replaced: Mapping[str, bytes], added: Mapping[str, bytes], left_out: Collection[str] = ()
) -> bytes:
    """
    Return a zip package with some members replaced or left out and new ones behind the others, which stay as they are.

    Names are compared without regard to case and to the kind of slash. The same arguments give the same bytes. Raise
    `UnreadableFile` naming `file` when its members do not lie where its list says, or are protected by a password.
    """
    new = {plain_part_name(name): content for name, content in replaced.items()}
    gone = set(map(plain_part_name, left_out))
    members = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            comment = source.comment
            for info in source.infolist():
                plain = plain_part_name(info.filename)
                if plain in gone:
                    continue
                if info.flag_bits & 1:
                    raise unreadable(file, PASSWORD, PASSWORD_REMEDY)
                members.append(_packed(info, new[plain]) if plain in new else _as_it_is(data, info))
    except (*ZIP_ERRORS, struct.error) as error:
        reason = f"{DAMAGED}: its members do not lie where its list says."
        raise unreadable(file, reason, DAMAGED_REMEDY) from error
    for name in sorted(added):
        info = zipfile.ZipInfo(name, _NEW_TIME)
        info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
        members.append(_packed(info, added[name]))
    return _written(members, comment)


def _as_it_is(data: bytes, info: zipfile.ZipInfo) -> _Member:
    header = _LOCAL.unpack_from(data, info.header_offset)
    start = info.header_offset + _LOCAL.size + header[-2] + header[-1]
    packed = data[start : start + info.compress_size]
    named = data[info.header_offset + _LOCAL.size : info.header_offset + _LOCAL.size + header[-2]]
    if header[0] != b"PK\x03\x04" or len(packed) < info.compress_size or named != _name(info):
        raise zipfile.BadZipFile("a member is not where the list says")
    return _Member(
        info, _name(info), packed, info.CRC, info.file_size, info.compress_type, max(info.extract_version, 10)
    )


def _packed(info: zipfile.ZipInfo, content: bytes) -> _Member:
    method = zipfile.ZIP_STORED if info.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    packed = content
    if method == zipfile.ZIP_DEFLATED:
        packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(content) + packer.flush()
    return _Member(info, _name(info), packed, zlib.crc32(content), len(content), method, _PACKED_ANEW)


def _name(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF_8 else "cp437")


def _written(members: list[_Member], comment: bytes) -> bytes:
    pieces: list[bytes] = []
    listing: list[bytes] = []
    place = 0
    for one in members:
        info = one.info
        # Whether it is in UTF-8, and for what stays whether it is encrypted and how it was packed; no descriptor.
        flags = info.flag_bits & ~8 & ~_STRONG & 0xFFFF
        year, month, day, hour, minute, second = info.date_time
        date, time = (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2
        extra = _extra(info.extra)
        facts = (flags, one.method, time, date, one.crc, len(one.packed), one.size, len(one.name))
        local = _LOCAL.pack(b"PK\x03\x04", one.version, *facts, 0)
        listing.append(
            _CENTRAL.pack(
                b"PK\x01\x02",
                info.create_version,
                info.create_system,
                one.version,
                0,
                *facts,
                len(extra),
                len(info.comment),
                0,
                info.internal_attr,
                info.external_attr,
                place,
            )
            + one.name
            + extra
            + info.comment
        )
        pieces += [local, one.name, one.packed]
        place += len(local) + len(one.name) + len(one.packed)
    central = b"".join(listing)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), len(central), place, len(comment))
    return b"".join([*pieces, central, end, comment])


def _extra(extra: bytes) -> bytes:
    """Return a member's extra fields without the one for sizes beyond 4 GiB, which no workbook here has."""
    kept, place = [], 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind != _ZIP64:
            kept.append(extra[place : place + 4 + length])
        place += 4 + length
    return b"".join(kept)
