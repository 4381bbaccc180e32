"""XML that is no census, is broken, or was made to do harm: one refusal that names file and line, and nothing else."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.census import case, census, child, opened, written
from xlperf.errors import CANNOT_BE_DONE, UnreadableFile
from xlperf.workbook import census_xml
from xlperf.workbook.census_xml import LONGEST_PROLOG, read_census

CANARY = "Zephyrine Canary-Bird"
SOUND = written(census(child("1001", case())))


def refusal(folder: Path, content: str | bytes, name: str = "census.xml") -> str:
    """Return the message with which a file is refused, after checking what every refusal has."""
    with pytest.raises(UnreadableFile) as refused:
        opened(folder, content, name)
    message = str(refused.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    assert message.count(". ") >= 1, "a refusal has a reason and a remedy"
    assert str(folder) not in message
    assert "canary" not in message.casefold()
    assert refused.value.exit_code == CANNOT_BE_DONE
    return message


# Document types and entities

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DECLARATIONS = {
    "internal": '<!DOCTYPE Message [<!ENTITY who "Zephyrine Canary-Bird">]>',
    "external file": '<!DOCTYPE Message [<!ENTITY who SYSTEM "CANARY_FILE">]>',
    "external subset": '<!DOCTYPE Message SYSTEM "CANARY_FILE">',
    "public subset": '<!DOCTYPE Message PUBLIC "-//X//Y//EN" "http://127.0.0.1:9/x.dtd">',
    "over the network": '<!DOCTYPE Message [<!ENTITY who SYSTEM "http://127.0.0.1:9/x">]>',
    "parameter entity": '<!DOCTYPE Message [<!ENTITY % who SYSTEM "CANARY_FILE"> %who;]>',
    "parameter entities inside each other": '<!DOCTYPE Message [<!ENTITY % a "x"><!ENTITY % who "%a;%a;"> %who;]>',
    "billion laughs": f'<!DOCTYPE Message [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY who "&l9;">]>',
    "one large entity": f'<!DOCTYPE Message [<!ENTITY who "{"ha" * 20_000}">]>',
    "an entity that holds itself": '<!DOCTYPE Message [<!ENTITY who "&who;">]>',
    "attributes with defaults": "<!DOCTYPE Message [<!ATTLIST Child number CDATA 'Zephyrine'>]>",
    "a name only": "<!DOCTYPE Message>",
    "another name": "<!DOCTYPE x>",
    "after a remark": "<!-- Zephyrine Canary-Bird > --><?note canary?>\n<!DOCTYPE Message [<!ENTITY who 'x'>]>",
}


def with_declaration(declaration: str, folder: Path) -> str:
    secret = folder / "secret.txt"
    secret.write_text(CANARY, encoding="utf-8")
    return declaration.replace("CANARY_FILE", secret.as_uri()) + SOUND.replace("1001", "&who;" * 50)


@pytest.mark.parametrize("declaration", DECLARATIONS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "iso-8859-1"])
def test_a_document_type_declaration_is_refused_and_nothing_of_it_used(
    tmp_path: Path, declaration: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-be")}"?>\n'
    content = (head + with_declaration(DECLARATIONS[declaration], tmp_path)).encode(encoding)
    content = b"\xfe\xff" + content if encoding == "utf-16-be" else content
    started = time.perf_counter()
    message = refusal(tmp_path, content)
    assert time.perf_counter() - started < 2
    assert "document type declaration (DTD)" in message
    assert "(line " in message


def test_a_declaration_behind_a_long_remark_is_refused_before_the_parser_sees_what_uses_it(tmp_path: Path) -> None:
    remark = f"<!--{'x' * (LONGEST_PROLOG + 10)}-->"
    assert "no element begins" in refusal(tmp_path, remark + with_declaration(DECLARATIONS["internal"], tmp_path))
    remark = f"<!--{'>' * (LONGEST_PROLOG - 2000)}-->"
    assert "(DTD)" in refusal(tmp_path, remark + with_declaration(DECLARATIONS["billion laughs"], tmp_path)[:1500])


def test_an_entity_that_nothing_declares_is_no_xml(tmp_path: Path) -> None:
    message = refusal(tmp_path, SOUND.replace("1001", "&canary;"))
    assert "undefined entity" in message
    assert "(line " in message


def test_no_other_file_is_ever_opened(tmp_path: Path) -> None:
    (tmp_path / "other.xml").write_text(CANARY, encoding="utf-8")
    include = f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{(tmp_path / "other.xml").as_uri()}"/>'
    style = '<?xml-stylesheet href="other.xml"?>'
    document = opened(tmp_path, style + SOUND.replace("<ChildIdentifiers>", f"<ChildIdentifiers>{include}"))
    texts = [text for one in document.records.values() for column in one.values.values() for text in column]
    assert CANARY not in texts
    assert [problem.rule for problem in document.problems] == ["unknown element"]


# Broken off, broken, or something else

OTHERS = [
    ("", "the file is empty (0 bytes)"),
    (" \n\n", "breaks off"),
    ("<?xml version='1.0'?>\n", "breaks off"),
    (SOUND[: len(SOUND) // 2], "breaks off"),
    (SOUND.replace("</Message>", ""), "breaks off"),
    (SOUND.encode("utf-16")[: len(SOUND)], "breaks off"),
    (SOUND + SOUND, "not well-formed XML: junk after document element"),
    (SOUND.replace("</Child>", "</Children>", 1), "not well-formed XML: mismatched tag"),
    (SOUND.replace("1001", "Canary & Bird"), "not well-formed XML"),
    (SOUND.replace("1001", "Canary\x00"), "not well-formed XML"),
    (SOUND.replace("1001", "canary").encode().replace(b"canary", b"\xff\xfe canary"), "not well-formed XML"),
    ("<?xml version='1.0' encoding='canary'?>" + SOUND, "in an encoding that is not known"),
    ("<?xml version='1.0' encoding='shift_jis'?>" + SOUND, "in an encoding that is not known"),
    (b"PK\x03\x04" + bytes(100), "not well-formed XML"),
    (bytes(5000), "not well-formed XML"),
    ("child,born\nCanary,2015-09-03\n", "not well-formed XML"),
    ("<html><body>Sign in, Canary</body></html>", "this is a web page (HTML)"),
    ("<!DOCTYPE html>\n<html lang='en'><head><title>Sign in</title><br></head></html>", "this is a web page (HTML)"),
    ('\n\n<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\n<HTML>', "this is a web page (HTML)"),
    ("<?xml version='1.0'?><x:html xmlns:x='http://www.w3.org/1999/xhtml'/>", "this is a web page (HTML)"),
    ("<Zephyrine.Canary/>", 'its outermost element is not "Message"'),
    ("<SSDA903><CHILD/></SSDA903>", 'its outermost element is not "Message"'),
    ("<Message/>", "the census holds no child"),
    ("<Message><Header/><Children></Children></Message>", "the census holds no child"),
    ("<Message><Child><LAchildID>1</LAchildID></Child></Message>", "the census holds no child"),
    (SOUND.replace(">CIN<", ">Canary<"), "another collection than the CIN census"),
    (SOUND.replace("<Children>", "<Children>" + "<a>" * 200), "nested too deeply"),
]


@pytest.mark.parametrize(("content", "reason"), OTHERS)
def test_what_is_no_census_is_refused_with_its_reason_and_line(
    tmp_path: Path, content: str | bytes, reason: str
) -> None:
    message = refusal(tmp_path, content)
    assert reason in message
    assert "line " in message or not content


@pytest.mark.parametrize("part", range(0, 100, 7))
def test_a_file_cut_off_anywhere_says_in_which_line_it_breaks_off(tmp_path: Path, part: int) -> None:
    cut = SOUND[: max(len(SOUND) * part // 100, 1)]
    message = refusal(tmp_path, cut)
    assert "breaks off" in message
    assert int(message.partition("(line ")[2].partition(")")[0]) <= cut.count("\n") + 1


def test_the_line_of_the_refusal_is_the_one_where_a_person_finds_it(tmp_path: Path) -> None:
    broken = SOUND.replace("<Ethnicity>WBRI</Ethnicity>", "<Ethnicity>WBRI</Ethnicit>")
    line = next(number for number, text in enumerate(broken.split("\n"), start=1) if "</Ethnicit>" in text)
    assert f"(line {line})" in refusal(tmp_path, broken)


def test_another_collection_is_refused_wherever_its_header_stands(tmp_path: Path) -> None:
    header, children = SOUND.index("<Header>"), SOUND.index("<Children>")
    turned = "<Message>" + SOUND[children:].replace("</Message>", "") + SOUND[header:children] + "</Message>"
    assert len(opened(tmp_path, turned).records["Child"]) == 1
    assert "another collection" in refusal(tmp_path, turned.replace(">CIN<", ">SSDA903<"))


def test_an_endless_tag_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(census_xml, "LONGEST_TAG", 1 << 20)
    endless = SOUND.replace("<Child>", f"<Child a='{'x' * (3 << 20)}'>")
    assert "a single tag or remark is longer" in refusal(tmp_path, endless)


def test_a_file_beyond_the_limit_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(census_xml, "LARGEST_FILE", 1000)
    assert "larger than 1 GiB" in refusal(tmp_path, SOUND)


def test_what_cannot_be_opened_is_named_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"^gone\.xml: the file cannot be opened"):
        read_census(tmp_path / "gone.xml")
    with pytest.raises(UnreadableFile, match="this is no ordinary file"):
        read_census(tmp_path)


# Anything at all

NOISE = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [b"<", b">", b"</Child>", b"<Child>", b"&", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE Message [", b"\0"]
    ),
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(SOUND)), st.integers(0, 40), NOISE), min_size=1, max_size=4))
def test_a_damaged_file_is_either_read_or_refused(tmp_path: Path, damages: list[tuple[int, int, bytes]]) -> None:
    content = SOUND.replace("1001", CANARY).encode()
    for place, length, noise in damages:
        content = content[:place] + noise + content[place + length :]
    try:
        document = opened(tmp_path, content)
    except UnreadableFile as refused:
        said = str(refused)
    else:
        said = repr(document) + "".join(map(str, document.problems))
    assert "canary" not in said.casefold()
