"""The folder of the web add-in: its manifest, its lists of functions and buttons, and what it is put together from."""

from __future__ import annotations

import io
import json
import re
import tarfile
import uuid
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from xlperf.actions.buttons import BUTTONS
from xlperf.addin.web import release as releases
from xlperf.addin.web.build import STATIC, build_web
from xlperf.addin.web.manifest import identity, manifest_xml, office_version
from xlperf.addin.web.metadata import contents, functions_metadata, performance_sheets, plain_theme, theme_css
from xlperf.addin.web.package import files, wheel_bytes
from xlperf.addin.web.release import CORE, release
from xlperf.errors import RequestError
from xlperf.folders import PACKAGE
from xlperf.functions import CARDS

OFFICE = "{http://schemas.microsoft.com/office/appforoffice/1.1}"
TYPES = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"
OVERRIDES = "{http://schemas.microsoft.com/office/taskpaneappversionoverrides}"
ADDRESS = "https://intranet.example.gov.uk/xlperf"


@pytest.fixture(scope="module")
def manifest() -> ElementTree.Element:
    return ElementTree.fromstring(manifest_xml(f"{ADDRESS}/", "0.1.0"))


@pytest.fixture
def pyodide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for a Pyodide release, and wheels that are taken for the pinned ones."""
    monkeypatch.setenv("XLPERF_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "pyodide"
    folder.mkdir()
    for name in CORE:
        (folder / name).write_text(name)
    lock = {"info": {"abi_version": "2026_0"}, "packages": {}}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock))
    wheel = folder / "some-1.0-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    monkeypatch.setattr(releases, "pinned_wheels", lambda listed, near: iter([wheel]))
    return folder


# The manifest


def test_the_elements_stand_in_the_order_that_the_schema_asks_for(manifest: ElementTree.Element) -> None:
    assert [child.tag.split("}")[1] for child in manifest] == [
        *("Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl"),
        *("HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts", "Requirements", "DefaultSettings"),
        *("Permissions", "VersionOverrides"),
    ]
    host = manifest.find(f"{OVERRIDES}VersionOverrides/{OVERRIDES}Hosts/{OVERRIDES}Host")
    assert host is not None
    assert [child.tag.split("}")[1] for child in host] == ["Runtimes", "AllFormFactors", "DesktopFormFactor"]


def test_every_resource_that_is_named_exists_and_is_used(manifest: ElementTree.Element) -> None:
    named = {element.get("resid") for element in manifest.iter() if element.get("resid")}
    given = {element.get("id") for element in manifest.iter() if element.tag.startswith(TYPES) and element.get("id")}
    assert named == given
    assert all(len(name or "") <= 32 for name in given)
    short = [one.get("DefaultValue", "") for one in manifest.iter(f"{TYPES}String") if one.get("id") != "Button.Tip"]
    assert max(map(len, short)) <= 125


def test_every_address_is_in_the_folder_and_its_file_is_built(manifest: ElementTree.Element) -> None:
    values = [element.get("DefaultValue", "") for element in manifest.iter()]
    addresses = [value for value in values if value.startswith("http")]
    assert len(addresses) >= 9
    built = {path.name for path in STATIC.iterdir()} | {"functions.json"}
    for address in addresses:
        name = address.removeprefix(f"{ADDRESS}/")
        assert name in built or re.fullmatch(r"icons/[a-z_]+_(16|32|64)\.png", name), address


def test_pane_and_functions_share_one_runtime_that_stays(manifest: ElementTree.Element) -> None:
    runtime = next(manifest.iter(f"{OVERRIDES}Runtime"))
    pages = [one.get("resid") for one in manifest.iter(f"{OVERRIDES}SourceLocation")]
    assert (runtime.get("resid"), runtime.get("lifetime")) == ("Pane.Url", "long")
    assert pages.count("Pane.Url") == 2
    sets = {one.get("Name"): one.get("MinVersion") for one in manifest.iter(f"{OFFICE}Set")}
    assert sets == {"SharedRuntime": "1.1", "ExcelApi": "1.9"}


def test_the_identity_belongs_to_the_address() -> None:
    assert identity(ADDRESS) == identity(ADDRESS)
    assert identity(ADDRESS) != identity("https://localhost:3000")
    assert uuid.UUID(identity(ADDRESS)).version == 5
    assert office_version("0.1.0") == "1.0.1.0"
    assert office_version("2.13.4rc1") == "1.2.13.4"


@pytest.mark.parametrize("address", ["", "localhost:3000", "http://localhost:3000", "https://", "https://x/y?z=1"])
def test_an_address_that_office_would_refuse_is_said(address: str) -> None:
    with pytest.raises(RequestError, match="Office loads one over https only"):
        manifest_xml(address, "0.1.0")


# Functions and buttons


def test_functions_json_describes_every_card() -> None:
    described = functions_metadata(CARDS)
    assert described["allowErrorForDataTypeAny"] is True
    functions = described["functions"]
    assert isinstance(functions, list)
    assert [f"PERF_{one['id']}" for one in functions] == [card.name for card in CARDS]
    for card, one in zip(CARDS, functions, strict=True):
        assert re.fullmatch(r"[A-Z][A-Z0-9_]{1,}", one["name"])
        assert [parameter["name"] for parameter in one["parameters"]] == [a.name for a in card.arguments]
        assert [parameter["optional"] for parameter in one["parameters"]] == [a.optional for a in card.arguments]
        optional = [parameter["optional"] for parameter in one["parameters"]]
        assert optional == sorted(optional)  # those that may be left out come last


def test_contents_json_lists_every_button_in_order() -> None:
    made = contents(BUTTONS, ["a.whl"], can_count=False)
    buttons = made["buttons"]
    assert isinstance(buttons, list)
    assert [button["id"] for button in buttons] == [button.id for button in BUTTONS]
    assert {"Figures", "Measures", "Targets"} <= set(performance_sheets())


def test_the_colours_are_those_of_the_reports() -> None:
    styles = theme_css(plain_theme())
    used = {name for path in STATIC.glob("*.css") for name in re.findall(r"var\(--([a-z_-]+)\)", path.read_text())}
    known = set(re.findall(r"--([a-z_-]+):", styles + (STATIC / "taskpane.css").read_text()))
    assert used <= known
    assert "--deep: #14454c;" in styles


# What it is put together from


def test_the_wheel_holds_what_the_pane_needs_and_nothing_of_a_desk() -> None:
    with zipfile.ZipFile(io.BytesIO(wheel_bytes())) as wheel:
        names = set(wheel.namelist())
    assert {"xlperf/hosts/web/press.py", "xlperf/functions/rates.py", "xlperf/catalogue/themes/plain.toml"} <= names
    assert not [name for name in names if "/hosts/excel/" in name or "/addin/" in name or name.endswith("serve.py")]
    assert any(name.endswith(".dist-info/METADATA") for name in names)
    assert wheel_bytes() == wheel_bytes()


def test_what_the_wheel_holds_imports_nothing_that_it_leaves_out() -> None:
    held = {path.relative_to(PACKAGE.parent).with_suffix("").as_posix().replace("/", ".") for path in files()}
    packages = {name.removesuffix(".__init__") for name in held}
    for path in files():
        if path.suffix == ".py":
            for module in re.findall(r"^\s*from (xlperf[\w.]*) import", path.read_text(encoding="utf-8"), re.MULTILINE):
                assert module in packages, f"{path} imports {module}"


def test_two_builds_are_the_same_bytes(pyodide: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for out in (one, other):
        out.mkdir()
        assert build_web(out, pyodide, ADDRESS) == out / "manifest.xml"
    build_web(other, pyodide, ADDRESS)  # over an earlier build
    contents_of = [
        {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()} for out in (one, other)
    ]
    assert contents_of[0] == contents_of[1]
    loaded = json.loads((one / "contents.json").read_text(encoding="utf-8"))
    assert {path.name for path in (one / "wheels").iterdir()} == set(loaded["wheels"])
    assert ADDRESS in (one / "manifest.xml").read_text(encoding="utf-8")


def test_nothing_comes_from_elsewhere_but_office_js() -> None:
    addresses = {
        address for path in STATIC.iterdir() for address in re.findall(r"https?://[^\"'\s>]+", path.read_text())
    }
    assert addresses == {"https://appsforoffice.microsoft.com/lib/1/hosted/office.js"}


def test_a_folder_that_is_no_fitting_release_is_said(pyodide: Path, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"is no release of Pyodide: pyodide\.mjs is not in it"):
        release(tmp_path)
    (pyodide / "pyodide-lock.json").write_text(json.dumps({"info": {"abi_version": "2024_0"}, "packages": {}}))
    with pytest.raises(RequestError, match="for 2024_0; xlperf needs 2026_0"):
        release(pyodide)


def test_only_a_release_with_pandas_and_all_that_it_needs_can_count(pyodide: Path) -> None:
    assert not release(pyodide).can_count
    packages = {
        "pandas": {"file_name": "pandas.whl", "depends": ["numpy", "six"]},
        "numpy": {"file_name": "numpy.whl", "depends": []},
        "six": {"file_name": "six.whl", "depends": []},
    }
    lock = {"info": {"abi_version": "2026_0"}, "packages": packages}
    (pyodide / "pyodide-lock.json").write_text(json.dumps(lock))
    for name in ("pandas.whl", "numpy.whl"):
        (pyodide / name).write_bytes(b"")
    assert not release(pyodide).can_count  # six is missing
    (pyodide / "six.whl").write_bytes(b"")
    found = release(pyodide)
    assert found.can_count
    assert {"numpy.whl", "pandas.whl", "six.whl"} <= {path.name for path in found.wheels}


def test_without_npm_and_without_a_cache_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XLPERF_CACHE", str(tmp_path))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RequestError, match=r"npm could not fetch it.*--pyodide FOLDER"):
        release()


def test_a_package_with_another_hash_is_refused_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLPERF_CACHE", str(tmp_path))
    packed = tmp_path / "pyodide.tgz"
    with tarfile.open(packed, "w:gz"):
        pass
    monkeypatch.setattr(releases, "_packed_by_npm", lambda folder: packed)
    with pytest.raises(RequestError, match="its hash differs"):
        release()
    assert not (tmp_path / f"pyodide-{releases.PYODIDE}").exists()


def test_a_wheel_with_another_hash_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xlsxwriter-3.3.1-py3-none-any.whl").write_bytes(b"something else")
    listed = tmp_path / "list.txt"
    listed.write_text(f"xlsxwriter==3.3.1 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setattr(releases, "_fetch_wheels", lambda listed, folder: None)
    with pytest.raises(RequestError, match=r"xlsxwriter.*pip could not fetch"):
        list(releases.pinned_wheels(listed, [tmp_path]))
