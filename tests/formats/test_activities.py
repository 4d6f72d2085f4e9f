"""Activity files in: every format, every way of packing, and what is refused with which sentence."""

import csv
import errno
import io
import os
import re
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fit_tool.profile.profile_type import Sport, SubSport

from hamstride.formats import archive, files
from hamstride.formats.activity import Activity, Unreadable
from hamstride.formats.sports import ALIKE, sport_of, usual
from hamstride.text.words import Words, texts
from tests.formats import activity_files as made


def only(data: bytes) -> Activity:
    (found,) = files.read(data)
    return found


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        files.read(data)
    assert Words().of(caught.value.message)  # there is a sentence for it
    return caught.value.message.id.removeprefix("formats.refused.")


# ------------------------------------------------------------------------------------------------------ the same run, thrice
@pytest.mark.parametrize("data", [made.fit(), made.gpx(), made.tcx()], ids=["fit", "gpx", "tcx"])
def test_one_run_in_three_formats(data: bytes) -> None:
    run = only(data)
    assert run.started == made.START
    assert (run.moving_s, run.elapsed_s) == (1800.0, 1800.0)
    assert run.distance_m == pytest.approx(5000.0, rel=0.002)
    assert run.is_run
    assert not run.damaged


def test_a_watch_knows_the_local_time_and_a_z_does_not() -> None:
    assert only(made.fit(offset_h=-7.0)).local == datetime(2026, 6, 30, 23, 30)
    assert only(made.fit(offset_h=5.75)).local == datetime(2026, 7, 1, 12, 15)
    assert only(made.fit(offset_h=99.0)).local is None
    assert only(made.fit(offset_h=None)).local is None
    assert only(made.gpx()).local is None


def test_an_offset_in_a_gpx_is_the_runners_own() -> None:
    run = only(made.gpx().replace(b"Z</time>", b"+02:00</time>"))
    assert run.started == made.START - timedelta(hours=2)
    assert run.local == datetime(2026, 7, 1, 6, 30)


def test_a_treadmill_has_no_place_and_maybe_no_distance() -> None:
    treadmill = only(made.fit(sub_sport=SubSport.TREADMILL, metres=0.0))
    assert (treadmill.is_run, treadmill.sub_sport, treadmill.distance_m) == (True, "treadmill", None)
    assert only(made.tcx(laps=((1200.0, None),))).distance_m is None


def test_each_leg_of_a_triathlon_stands_apart() -> None:
    begin = made.START
    legs = [
        (Sport.SWIMMING, SubSport.OPEN_WATER, begin, 1200.0, 1500.0),
        (Sport.TRANSITION, SubSport.GENERIC, begin + timedelta(seconds=1200), 120.0, 100.0),
        (Sport.CYCLING, SubSport.GENERIC, begin + timedelta(seconds=1320), 3600.0, 30_000.0),
        (Sport.RUNNING, SubSport.GENERIC, begin + timedelta(seconds=4920), 1500.0, 5000.0),
    ]
    found = files.read(made.fit_of(legs))
    assert [each.sport for each in found] == ["swimming", "cycling", "running"]
    assert found[-1].started == begin + timedelta(seconds=4920)


def test_pauses_are_no_moving_time() -> None:
    before, after = made.gpx(seconds=900), made.gpx(made.START + timedelta(seconds=1500), seconds=900)
    tracks = after[after.index(b"<trk>") : after.index(b"</gpx>")]
    run = only(before.replace(b"</gpx>", tracks + b"</gpx>"))
    assert (run.elapsed_s, run.moving_s) == (2400.0, 1800.0)


def test_an_offset_that_changes_on_the_way_is_no_time() -> None:
    first, *rest = made.gpx(every_s=600).split(b"Z</time>")
    run = only(first + b"+02:00</time>" + b"+01:00</time>".join(_earlier(rest)))
    assert (run.elapsed_s, run.moving_s) == (1800.0, 1800.0)


def _earlier(parts: list[bytes]) -> list[bytes]:
    """The same instants told in winter time, an hour less on the clock."""
    return [part.replace(b"T06:", b"T05:").replace(b"T07:", b"T06:") for part in parts]


def test_two_outings_in_one_gpx_are_two() -> None:
    morning, evening = made.gpx(), made.gpx(made.START + timedelta(hours=10))
    tracks = evening[evening.index(b"<trk>") : evening.index(b"</gpx>")]
    found = files.read(morning.replace(b"</gpx>", tracks + b"</gpx>"))
    assert [each.started for each in found] == [made.START, made.START + timedelta(hours=10)]


def test_a_track_without_times_adds_nothing_to_the_outing_beside_it() -> None:
    timed, untimed = made.gpx(), made.gpx(times=False, metres=8000.0)
    tracks = untimed[untimed.index(b"<trk>") : untimed.index(b"</gpx>")]
    run = only(timed.replace(b"<trk>", tracks + b"<trk>", 1))
    assert run.distance_m == pytest.approx(5000.0, rel=0.01)


# ------------------------------------------------------------------------------------------------------------ not quite whole
def test_a_track_of_one_point_does_not_take_the_run_beside_it() -> None:
    blip = made.gpx(made.START + timedelta(hours=3), seconds=1, every_s=2)
    tracks = blip[blip.index(b"<trk>") : blip.index(b"</gpx>")]
    run = only(made.gpx().replace(b"</gpx>", tracks + b"</gpx>"))
    assert (run.started, run.damaged) == (made.START, False)


@pytest.mark.parametrize("data", [made.gpx(every_s=900), made.tcx()], ids=["gpx", "tcx"])
@pytest.mark.parametrize("nth", [0, 1, -1])
@pytest.mark.parametrize("clock", [b"1970-01-01T00:00:00Z", b"2046-01-01T00:00:00Z"])
def test_a_point_whose_clock_was_wrong_does_not_take_the_run_along(
    data: bytes, nth: int, clock: bytes
) -> None:
    whole = only(data)
    times = list(re.finditer(rb"(?<=<Time>|<time>)[^<]+", data))
    begin, end = times[nth].span()
    run = only(data[:begin] + clock + data[end:])
    assert run.damaged
    # The point itself, at an end of the track.
    lost_s = timedelta(seconds=900 if b"<gpx" in data and nth != 1 else 0)
    assert abs(run.started - whole.started) <= lost_s
    assert abs(run.elapsed_s - whole.elapsed_s) <= lost_s.total_seconds()
    assert run.moving_s == run.elapsed_s


def test_a_lap_whose_clock_was_not_set_yet_has_the_time_of_its_points() -> None:
    run = only(made.tcx().replace(b'StartTime="2026-07-01T06:30:00Z"', b'StartTime="1970-01-01T00:00:00Z"'))
    assert (run.started, run.elapsed_s, run.damaged) == (made.START, 1800.0, True)


def test_a_point_of_a_lap_whose_time_cannot_be_read_is_left_out_and_said() -> None:
    begin, end = list(re.finditer(rb"(?<=<Time>)[^<]+", made.tcx()))[-1].span()
    run = only(made.tcx()[:begin] + b"nonsense" + made.tcx()[end:])
    assert (run.started, run.elapsed_s, run.damaged) == (made.START, 1800.0, True)


def test_a_leg_that_took_no_time_does_not_take_the_run_beside_it() -> None:
    legs = [
        (Sport.CYCLING, SubSport.GENERIC, made.START, 0.0, 0.0),
        (Sport.RUNNING, SubSport.GENERIC, made.START, 1800.0, 5000.0),
    ]
    run = only(made.fit_of(legs))
    assert (run.sport, run.damaged) == ("running", False)


def test_an_activity_that_cannot_be_read_is_told_by_those_beside_it() -> None:
    good, bad = made.tcx(), made.tcx(laps=((1800.0, 9e9),))
    second = bad[bad.index(b"<Activity ") : bad.index(b"</Activities>")]
    run = only(good.replace(b"</Activities>", second + b"</Activities>"))
    assert (run.distance_m, run.damaged) == (5000.0, True)


def test_a_battery_that_went_before_the_end_loses_no_run() -> None:
    run = only(made.fit(summary=False))
    assert (run.elapsed_s, run.distance_m, run.damaged) == (1800.0, 5000.0, True)


@pytest.mark.parametrize("cut", [1, 3, 20])
def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes(cut: int) -> None:
    run = only(made.fit()[:-cut])
    assert (run.started, run.elapsed_s, run.damaged) == (made.START, 1800.0, True)


def test_a_wrong_check_number_is_said() -> None:
    data = made.fit()
    assert only(data[:-1] + bytes([data[-1] ^ 0xFF])).damaged


def test_several_fit_files_in_one() -> None:
    found = files.read(made.fit() + made.fit(made.START + timedelta(days=1)))
    assert [each.started.day for each in found if each.started] == [1, 2]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_xml_in_other_letters(encoding: str) -> None:
    text = made.gpx(name="Um den Weßlinger See").decode().replace(' encoding="UTF-8"', "")
    assert only(text.encode(encoding)).name == "Um den Weßlinger See"


def test_blanks_before_the_declaration_are_forgiven() -> None:
    assert only(b"          " + made.tcx()).is_run


def test_names_are_one_short_line_of_visible_letters() -> None:
    name = only(made.gpx(name="A\u202eB\x85 &lt;script&gt;" + "x" * 500)).name
    assert name.startswith("A B <script>")
    assert len(name) <= 120


# --------------------------------------------------------------------------------------------------------------------- sports
@pytest.mark.parametrize(
    ("label", "sport", "sub_sport"),
    [
        ("Running", "running", None),
        ("VirtualRun", "running", "virtual"),
        ("trail_running", "running", "trail"),
        ("Trailrunning", "running", "trail"),
        ("treadmill_running", "running", "treadmill"),
        ("Run", "running", None),
        ("9", "running", None),
        ("Laufen", "running", None),
        ("Biking", "cycling", None),
        ("WeightTraining", "training", None),
        ("crunches", "crunches", None),
        ("Brunch", "brunch", None),
        ("Other", None, None),
        (None, None, None),
        ("   ", None, None),
    ],
)
def test_sports_by_the_names_files_give_them(
    label: str | None, sport: str | None, sub_sport: str | None
) -> None:
    assert sport_of(label) == (sport, sub_sport)


@pytest.mark.parametrize(
    ("label", "sport"),
    [
        ("AlpineSki", "alpine_skiing"),
        ("Virtual Ride", "indoor_cycling"),
        ("lap_swimming", "swimming"),
        ("resort_skiing", "alpine_skiing"),
        ("wheelchair_push_run", "wheelchair"),
        ("WheelchairPushRun", "wheelchair"),
    ],
)
def test_a_sport_of_several_names_has_a_usual_one(label: str, sport: str) -> None:
    assert sport_of(label) == (sport, None)


def test_the_usual_names_are_said_in_words() -> None:
    assert not [name for name in ALIKE if f"web.runs.sport.of.{name}" not in texts("en")]
    assert (usual("wheelchair_push_run"), usual("crunches")) == ("wheelchair", "crunches")


# -------------------------------------------------------------------------------------------------------------------- refused
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"%PDF-1.7", "unknown"),
        (b"<html></html>", "unknown"),
        (made.fit_workout(), "fit-workout"),
        (made.fit()[:20], "cut-off"),
        (made.gpx(times=False), "no-times"),
        (b"<gpx version='1.1'><rte><rtept lat='1' lon='2'/></rte></gpx>", "route"),
        (b"<gpx version='1.1'><wpt lat='1' lon='2'/></gpx>", "no-track"),
        (b"<TrainingCenterDatabase><Courses/></TrainingCenterDatabase>", "only-planned"),
        (made.gpx()[:-30], "xml"),
        (made.tcx().replace(b"<?xml", b"<?x:ml"), "xml"),
        (made.tcx().replace(b"<Id>", b"<no:Id>").replace(b"</Id>", b"</no:Id>"), "xml"),
        (made.gpx().replace(b'lat="48.0', b'lat="north'), "gpx"),
        (made.tcx().replace(b"2026-07-01T06:30:00Z", b"yesterday"), "date"),
        (made.gpx().replace(b"UTF-8", b"EBCDIC-DE"), "encoding"),
        (made.gpx(name="\N{LATIN SMALL LETTER E WITH ACUTE}").replace("é".encode(), b"\xe9"), "letters"),
        (made.gpx(datetime(1985, 1, 1, tzinfo=UTC)), "no-date"),
        (re.sub(rb"2026[-:T\d]+Z", b"0001-01-01T00:00:00+14:00", made.tcx()), "no-date"),
        (re.sub(rb"2026[-:T\d]+Z", b"9999-12-31T23:59:59-10:00", made.gpx()), "no-date"),
        (made.tcx(laps=((0.0, None),)), "no-length"),
        (made.tcx(laps=((9e9, None),)), "no-length"),
        (made.tcx(laps=((1800.0, 9e9),)), "no-distance"),
        (b"<gpx>" + b"<a>" * 60 + b"</a>" * 60 + b"</gpx>", "deep"),
    ],
)
def test_what_is_no_run_is_refused_with_its_reason(data: bytes, why: str) -> None:
    assert refusal(data) == why


BOMB = b'<!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("spelt", ["<!DOCTYPE", "<!doctype", "<! DOCTYPE"])
def test_a_document_type_is_refused_before_any_parser(
    encoding: str, spelt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parser(*_: object, **__: object) -> None:
        raise AssertionError("a parser was asked")

    monkeypatch.setattr("xml.parsers.expat.ParserCreate", parser)
    text = made.gpx().decode().replace(' encoding="UTF-8"', "")
    text = text.replace("<gpx ", BOMB.decode().replace("<!DOCTYPE", spelt) + "<gpx ", 1)
    assert refusal(text.encode(encoding)) == "doctype"


@pytest.mark.parametrize("padding", [b" ", b"\n", b"<?xml ", b" xmlns:"])
def test_long_stretches_of_nothing_cost_no_more_than_their_length(padding: bytes) -> None:
    begun = time.process_time()
    refusal(b"<gpx><name>" + padding * 100_000 + b"</name></gpx>")
    assert time.process_time() - begun < 5.0  # looked through again from each blank it takes a minute


def test_where_the_xml_is_garbled_is_said() -> None:
    with pytest.raises(Unreadable) as caught:
        files.read(b"<gpx>\n<trk>\n</gpx>")
    assert "line 3" in Words().of(caught.value.message)


# --------------------------------------------------------------------------------------------------------------------- packed
def entries(data: bytes, name: str = "it.zip") -> list[archive.Found]:
    return list(archive.entries(name, io.BytesIO(data)))


def test_a_packed_file_is_the_file() -> None:
    (found,) = entries(made.packed(made.fit()), "a.fit.gz")
    assert isinstance(found, archive.Entry)
    assert (found.name, found.data, found.inside) == ("a.fit", made.fit(), False)


def test_what_strava_gives() -> None:
    found = entries(made.strava_export())
    alone = [each for each in found if isinstance(each, archive.Alone)]
    files_ = [each for each in found if isinstance(each, archive.Entry)]
    assert [
        (each.mark, each.activity.moving_s, each.activity.distance_m, each.activity.is_run) for each in alone
    ] == [("13", 2400.0, 6000.0, True)]
    assert alone[0].activity.started == datetime(2026, 7, 3, 17, tzinfo=UTC)
    assert [(each.label.name, each.label.sport) for each in files_ if each.label] == [
        ("Round the lake", "running"),
        ("To work", "cycling"),
    ]
    assert sum(isinstance(each, archive.PassedOver) for each in found) == 3


def test_what_garmin_gives_is_zips_in_a_zip() -> None:
    found = [each for each in entries(made.garmin_export()) if isinstance(each, archive.Entry)]
    assert [each.name.rpartition(" › ")[2] for each in found] == ["a_1.fit", "a_2.fit", "a_3.fit"]
    assert all(each.inside for each in found)


def test_a_list_in_another_language_leaves_the_files() -> None:
    listed = "Aktivitäts-ID,Dateiname\n1,activities/1.gpx\n".encode()
    found = entries(made.zipped({"activities.csv": listed, "activities/1.gpx": made.gpx()}))
    assert [type(each) for each in found] == [archive.PassedOver, archive.Entry]


def test_a_folder_in_the_order_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "run.gpx").write_bytes(made.gpx())
    (tmp_path / "a.fit").write_bytes(made.fit())
    (tmp_path / "notes.txt").write_text("nothing")
    (tmp_path / ".hidden.fit").write_bytes(made.fit())
    (tmp_path / "link.fit").symlink_to(tmp_path / "a.fit")
    found = list(archive.folder(tmp_path))
    assert [(type(each), each.name) for each in found] == [
        (archive.Entry, "a.fit"),
        (archive.PassedOver, "notes.txt"),
        (archive.Entry, "b/run.gpx"),
    ]


def test_a_link_is_not_followed_where_a_list_should_be(tmp_path: Path) -> None:
    (tmp_path / "run.gpx").write_bytes(made.gpx())
    os.mkfifo(tmp_path / "elsewhere")  # to read it is to wait for ever
    (tmp_path / "activities.csv").symlink_to(tmp_path / "elsewhere")
    assert [each.name for each in archive.folder(tmp_path)] == ["run.gpx"]


def test_a_folder_whose_files_cannot_be_looked_at_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "run.gpx").write_bytes(made.gpx())

    def closed(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    for name in ("stat", "lstat", "open"):  # a folder that can be listed and not entered
        monkeypatch.setattr(Path, name, closed)
    (refused,) = archive.folder(tmp_path)
    assert isinstance(refused, archive.Refusal)
    assert refused.message.params["why"] == "Permission denied"


def refusals(data: bytes, name: str = "it.zip") -> list[str]:
    found = [each for each in entries(data, name) if isinstance(each, archive.Refusal)]
    return [each.message.id.removeprefix("formats.refused.") for each in found]


def _matryoshka(depth: int) -> bytes:
    data = made.fit()
    for _ in range(depth):
        data = made.zipped({"in.zip": data})
    return data


def test_archives_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusals(_matryoshka(archive.DEEPEST)) == []
    assert refusals(_matryoshka(archive.DEEPEST + 1)) == ["nested"]
    packed = made.fit()
    for _ in range(archive.DEEPEST + 1):
        packed = made.packed(packed)
    assert refusals(packed, "a.gz") == ["nested"]
    monkeypatch.setattr(archive, "FILE_BYTES", 1000)
    assert refusals(made.gpx(), "a.gpx") == ["big"]
    assert refusals(made.zipped({"a.gpx": made.gpx(), "b.fit": made.fit()})) == ["big"]


def test_a_small_file_that_unpacks_into_a_huge_one_stops_early() -> None:
    assert refusals(made.packed(b"<gpx>" + bytes(40 * archive.MB)), "a.gz") == ["dense"]
    assert refusals(made.zipped({"a.gpx": b"<gpx>" + bytes(40 * archive.MB)})) == ["dense"]


def test_no_more_files_and_bytes_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made.zipped({f"{n}.fit": made.fit() for n in range(4)})
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    assert [type(each) for each in entries(data)] == [archive.Entry, archive.Entry, archive.Refusal]
    assert refusals(data) == ["too-many"]
    monkeypatch.undo()
    monkeypatch.setattr(archive, "ALL_BYTES", 3 * len(made.fit()))
    assert set(refusals(data)) == {"too-much"}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 and nothing more", "packed"),
        (b"\x1f\x8b and nothing more", "packed"),
        (made.packed(made.fit())[:-12], "packed"),
        (made.zipped({"a.fit": made.fit()})[:-30], "packed"),
    ],
)
def test_damaged_packing_is_one_sentence(data: bytes, why: str) -> None:
    assert refusals(data) == [why]


def test_a_damaged_list_leaves_the_files() -> None:
    data = made.zipped({"activities.csv": made.STRAVA.encode() * 20, "activities/11.gpx": made.gpx()})
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        at = opened.infolist()[0].header_offset + 30 + len("activities.csv")
    found = entries(data[:at] + b"\xff\xff\xff\xff" + data[at + 4 :])
    assert [(type(each), each.name) for each in found] == [
        (archive.Refusal, "it.zip › activities.csv"),
        (archive.Entry, "it.zip › activities/11.gpx"),
    ]


def test_a_file_whose_name_leads_out_of_the_archive_is_only_read() -> None:
    (found,) = entries(made.zipped({"../../out.gpx": made.gpx()}))
    assert isinstance(found, archive.Entry)


def test_a_lists_own_activities_count_as_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    rows = "".join(f'{n},"Jul 3, 2026, 5:00:00 PM",Treadmill,Run,,2400,6.0,,2400,6000.0\n' for n in range(9))
    found = entries(made.zipped({"activities.csv": (made.STRAVA + rows).encode()}))
    assert [type(each) for each in found] == [archive.Alone] * 3 + [archive.Refusal]


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"%PDF-1.7", archive.PassedOver), (made.gpx(), archive.Entry), (b"\x1f\x8b", archive.Refusal)],
)
def test_what_is_put_into_a_watched_folder_may_be_of_another_kind(
    tmp_path: Path, data: bytes, kind: type[archive.Found]
) -> None:
    (tmp_path / "it").write_bytes(data)
    assert [type(each) for each in archive.put_in(tmp_path / "it")] == [kind]


def test_a_folder_that_cannot_be_looked_into_is_said(tmp_path: Path) -> None:
    (refused,) = archive.folder(tmp_path / "gone")
    assert isinstance(refused, archive.Refusal)


def test_a_bad_file_in_an_archive_does_not_stop_the_rest() -> None:
    data = bytearray(made.zipped({"a.fit": made.fit(), "b.gpx": made.gpx()}))
    at = data.index(b"a.fit") + 40
    data[at] ^= 0xFF  # within the packed bytes of the first
    found = entries(bytes(data))
    assert [type(each) for each in found] == [archive.Refusal, archive.Entry]


# ---------------------------------------------------------------------------------------------- the files of others' parsers
def test_every_file_of_the_common_material_is_read_or_refused(shared: Path) -> None:
    listed = (shared / "activities" / "activities.csv").read_text("utf-8")
    for row in csv.DictReader(io.StringIO(listed)):
        data = (shared / "activities" / row["file"]).read_bytes()
        if row["role"].startswith("C"):
            refusal(data)
            continue
        found = files.read(data)
        wanted = row["sport"].split("+")[-1].split("/")[0] or None
        assert found[-1].sport == wanted, row["file"]
        if row["start_utc"].startswith("2"):
            assert found[0].started == datetime.fromisoformat(row["start_utc"]), row["file"]
        if len(found) == 1:
            assert found[0].moving_s == pytest.approx(float(row["timer_or_moving_s"]), abs=0.1), row["file"]
            assert found[0].elapsed_s == pytest.approx(float(row["elapsed_s"]), abs=0.1), row["file"]


def test_a_clock_that_was_never_set_but_knows_the_local_time(shared: Path) -> None:
    run = only((shared / "activities" / "fitparse__antfs-dump.63.fit").read_bytes())
    assert (run.started, run.local) == (None, datetime(2012, 2, 13, 11, 23, 51))
