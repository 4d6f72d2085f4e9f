"""What the machine is asked: its time zone."""

import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from hamstride.web import place

pytestmark = pytest.mark.logic


@pytest.fixture(autouse=True)
def nothing_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(place, "LOCAL_TIME", tmp_path / "localtime")
    monkeypatch.setattr(place, "ZONE_NAME", tmp_path / "timezone")


@pytest.mark.parametrize(
    ("named", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Europe/Berlin", "Europe/Berlin"),
        ("/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"),
        ("", "UTC"),
    ],
)
def test_the_environment_names_the_zone(monkeypatch: pytest.MonkeyPatch, named: str, zone: str) -> None:
    monkeypatch.setenv("TZ", named)
    assert place.time_zone() == zone


def test_the_system_names_it_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/America/New_York")
    assert place.time_zone().endswith("America/New_York")


def test_the_environment_may_name_the_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/America/New_York")
    monkeypatch.setenv("TZ", f":{tmp_path / 'localtime'}")
    assert place.time_zone().endswith("America/New_York")


def test_a_copy_of_the_description_has_its_name_beside_it(tmp_path: Path) -> None:
    (tmp_path / "localtime").write_bytes(b"TZif2")
    assert place.time_zone() == "UTC"
    (tmp_path / "timezone").write_text("Europe/Paris\n")
    assert place.time_zone() == "Europe/Paris"


@pytest.mark.parametrize(
    ("said", "zone"), [("W. Europe Standard Time\0\0x", "Europe/Berlin"), ("Nowhere", "UTC")]
)
def test_windows_has_names_of_its_own(monkeypatch: pytest.MonkeyPatch, said: str, zone: str) -> None:
    registry = SimpleNamespace(
        HKEY_LOCAL_MACHINE=0, OpenKey=lambda *_: nullcontext(0), QueryValueEx=lambda *_: (said, 1)
    )
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winreg", registry)
    assert place.time_zone() == zone
