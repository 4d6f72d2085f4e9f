"""hamstride watch, programme and check as they are typed."""

import errno
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hamstride.cli import bar, main
from hamstride.exercises.load import catalogue
from hamstride.exercises.schema import schema
from hamstride.video.decode import open_film
from tests.video import films

CLIPS = Path(__file__).parents[1] / "clips"
LYING, STANDING = (
    CLIPS / f"{name}.pose.jsonl.gz" for name in ("lying-neutral-left-10", "standing-right-holds")
)


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def test_one_track_as_one_object() -> None:
    result = run("watch", STANDING, "--exercise", "standing-curl", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert list(found) == [
        "format", "file", "exercise", "variant", "side", "reps", "holds", "frames", "seen", "seconds", "view",
    ]  # fmt: skip
    assert (found["format"], found["side"], found["variant"]) == ("hamstride-watch/1", "right", None)
    assert [rep["n"] for rep in found["reps"]] == [1, 2, 3, 4, 5]
    third = found["reps"][2]
    assert third["cues"] == ["hold-top"]
    assert third["lower"] == pytest.approx(third["end"] - third["top"] - third["hold"], abs=0.002)
    assert found["view"] == {"side_on": True, "advice": []}


def test_a_variant_is_the_first_unless_named() -> None:
    plain = json.loads(run("watch", LYING, "--exercise", "lying-leg-curl", "--json").stdout)
    turned = json.loads(
        run("watch", LYING, "--exercise", "lying-leg-curl", "--variant", "toes-in", "--json").stdout
    )
    assert (plain["variant"], turned["variant"]) == ("neutral", "toes-in")
    assert "toes-turned" in turned["reps"][0]["unseen"]


def test_a_part_of_a_film_that_is_spoilt_is_told(tmp_path: Path) -> None:
    film = films.spoilt(CLIPS / "standing-right-holds.mp4", tmp_path / "a.mp4")
    page = tmp_path / "a.html"
    told = "3 seconds of this film could not be read, and what was done there is not counted."
    result = run("watch", film, "--exercise", "standing-curl", "--report", page)
    assert (result.exit_code, told in " ".join(result.stdout.split()), told in page.read_text()) == (
        0,
        True,
        True,
    )
    assert "Was it another exercise?" not in result.stdout
    assert "To see more next time" not in page.read_text()
    found = json.loads(run("watch", film, "--exercise", "standing-curl", "--json").stdout)
    assert found["unread"] == pytest.approx(3.0, abs=0.1)


def test_many_files_go_on_after_a_bad_one(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pose.jsonl"
    empty.write_text("")
    result = run(
        "watch", LYING, empty, tmp_path / "none.pose.jsonl", LYING, "--exercise", "lying-leg-curl", "--json"
    )
    assert result.exit_code == 1
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [len(line.get("reps", [])) for line in lines] == [10, 0, 0, 10]
    assert lines[1] == {
        "file": str(empty),
        "error": f"{empty} is empty: a pose track has a header and a line a picture.",
    }
    assert len(result.stderr.strip().splitlines()) == 2


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_results_are_kept_in_a_file_and_gone_on_with(tmp_path: Path) -> None:
    out, missing = tmp_path / "r.jsonl", tmp_path / "none.pose.jsonl"
    first = run("watch", STANDING, missing, LYING, "--exercise", "standing-curl", "--out", out)
    assert first.exit_code == 1
    assert first.stdout == f"2 films are in {out}, 0 of them from before.\n"
    assert first.stderr == f"Error: There is no file {missing}.\n"
    assert [(line["file"], "error" in line) for line in lines(out)] == [
        (str(STANDING), False), (str(missing), True), (str(LYING), False),
    ]  # fmt: skip
    before = out.read_bytes()
    missing.write_bytes(gzip.decompress(STANDING.read_bytes()))
    again = run("watch", STANDING, missing, LYING, "--exercise", "standing-curl", "--out", out)
    assert (again.exit_code, again.stdout) == (0, f"3 films are in {out}, 2 of them from before.\n")
    assert [line["file"] for line in lines(out)] == [str(STANDING), str(missing), str(LYING)]
    assert before.splitlines()[0] == out.read_bytes().splitlines()[0]
    assert lines(out)[1] == {**lines(out)[0], "file": str(missing)}


def test_nothing_left_to_do_is_said_and_nothing_is_done(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    run("watch", STANDING, "--exercise", "standing-curl", "--out", out)
    before = out.read_bytes()
    again = run("watch", STANDING, "--exercise", "standing-curl", "--out", out)
    assert (again.exit_code, again.stdout) == (0, f"One film is in {out}, 1 of them from before.\n")
    assert out.read_bytes() == before


def test_a_film_named_twice_is_watched_once(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    result = run("watch", STANDING, LYING, STANDING, "--exercise", "standing-curl", "--out", out)
    assert (result.exit_code, result.stdout) == (0, f"2 films are in {out}, 0 of them from before.\n")
    assert [line["file"] for line in lines(out)] == [str(STANDING), str(LYING)]


def test_a_file_of_something_else_is_not_written_over(tmp_path: Path) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary,\n")
    result = run("watch", STANDING, "--exercise", "standing-curl", "--out", diary)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {diary}, line 1: this is no result of watching.")
    assert diary.read_text() == "Dear diary,\n"


def test_a_report_beside_the_result(tmp_path: Path) -> None:
    plain = run("watch", STANDING, "--exercise", "standing-curl", "--json")
    told = run("watch", STANDING, "--exercise", "standing-curl", "--json", "--report", tmp_path / "a.html")
    assert told.stdout == plain.stdout
    assert "Standing curl, right leg, 5 repetitions." in (tmp_path / "a.html").read_text("utf-8")


def test_a_folder_of_reports_for_several_films(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    result = run("watch", STANDING, LYING, "--exercise", "standing-curl", "--report", pages)
    assert result.exit_code == 0
    assert sorted(file.name for file in pages.iterdir()) == [
        "lying-neutral-left-10.html",
        "standing-right-holds.html",
    ]
    refused = run("watch", STANDING, LYING, "--exercise", "standing-curl", "--report", tmp_path / "a.html")
    assert refused.exit_code == 1
    assert refused.stderr.endswith("a.html is one file, and there are several films: name a folder.\n")


def test_pages_are_made_of_films_that_were_done_before_too(tmp_path: Path) -> None:
    out, page = tmp_path / "r.jsonl", tmp_path / "a.html"
    asked = ("watch", STANDING, "--exercise", "standing-curl", "--out", out)
    assert run(*asked).exit_code == 0
    assert run(*asked, "--report", page).exit_code == 0
    assert "5 repetitions" in page.read_text()
    assert len(lines(out)) == 1


def test_a_page_of_another_exercise_is_made_anew(tmp_path: Path) -> None:
    out, page = tmp_path / "r.jsonl", tmp_path / "a.html"
    for exercise, said in (("standing-curl", "Standing curl"), ("ball-curl", "Ball curl")) * 2:
        assert run("watch", STANDING, "--exercise", exercise, "--out", out, "--report", page).exit_code == 0
        assert said in page.read_text()
    assert len(lines(out)) == 2


def test_a_folder_for_pages_and_films_alike(tmp_path: Path) -> None:
    asked = ("watch", STANDING, LYING, "--exercise", "standing-curl", "--report", tmp_path / "d", "--out")
    assert run(*asked, tmp_path / "r.jsonl").exit_code == 0
    page = tmp_path / "d" / "standing-right-holds.html"
    assert page.is_file()
    assert run(*asked, page).exit_code == 1  # a page and the results at one place


def test_one_place_for_two_things_and_somebody_else_s_file_are_refused(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    asked = ("watch", STANDING, "--exercise", "standing-curl")
    twice = run(*asked, "--report", page, "--out", page)
    assert (twice.exit_code, page.exists()) == (1, False)
    page.write_text("my diary")
    assert run(*asked, "--report", page).exit_code == 1
    assert page.read_text() == "my diary"


def test_each_leg_that_had_its_turn_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    both = tmp_path / "both.pose.jsonl"
    with (
        gzip.open(STANDING, "rt") as right,
        gzip.open(CLIPS / "standing-left-knee-forward-2.pose.jsonl.gz", "rt") as left,
    ):
        header, *first = right
        _, *second = left
    end_s = json.loads(first[-1])["t"] + 0.1
    later = (json.loads(line) for line in second)
    both.write_text(
        header
        + "".join(first)
        + "".join(json.dumps(each | {"t": each["t"] + end_s}) + "\n" for each in later)
    )
    result = run("watch", both, "--exercise", "standing-curl")
    assert "both legs, 10 repetitions" in result.stdout
    assert [result.stdout.count(leg) for leg in ("right leg", "left leg")] == [5, 5]


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (0, "The legs could be seen in 0\N{NO-BREAK SPACE}% of this film, so take this with care."),
        (60, "The legs could be seen in"),
    ],
)
def test_that_hardly_anything_was_seen_is_said(tmp_path: Path, seen: int, said: str) -> None:
    little = tmp_path / "little.pose.jsonl"
    with gzip.open(STANDING, "rt") as whole:
        header, *frames = whole
    blind = ({"t": json.loads(line)["t"], "landmarks": None} for line in frames[seen:])
    little.write_text(header + "".join(frames[:seen]) + "".join(json.dumps(each) + "\n" for each in blind))
    assert said in run("watch", little, "--exercise", "standing-curl").stdout


def test_a_pose_track_has_no_picture_to_draw_on(tmp_path: Path) -> None:
    result = run("watch", STANDING, "--exercise", "standing-curl", "--overlay", tmp_path / "a.mp4")
    assert result.exit_code == 1
    assert "Give the film itself." in result.stderr


def test_a_film_with_its_report_and_overlay(tmp_path: Path) -> None:
    film = films.make(tmp_path / "a [b].mp4", [n / 10 for n in range(5)])
    page, drawn = tmp_path / "r.html", tmp_path / "o.mp4"
    result = run("watch", film, "--exercise", "ball-curl", "--report", page, "--overlay", drawn, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["frames"] == 5
    assert "a [b].mp4" in page.read_text("utf-8")
    with open_film(drawn) as opened:
        assert len(list(opened.pictures)) == 5


@pytest.fixture
def hears_ctrl_c() -> Iterator[None]:
    """What a shell starts in the background does not hear Ctrl-C, and neither does what that starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hears_ctrl_c")
def test_ctrl_c_ends_with_one_line_and_the_same_command_goes_on(tmp_path: Path) -> None:
    tracks = [tmp_path / f"{n}.pose.jsonl.gz" for n in range(20)]
    for track in tracks:
        track.symlink_to(STANDING)
    out = tmp_path / "r.jsonl"
    command = [
        sys.executable,
        "-m",
        "hamstride",
        "watch",
        *map(str, tracks),
        "--exercise",
        "standing-curl",
        "--out",
        str(out),
    ]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    while not out.exists() or not out.read_bytes():
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: everybody hears it
    stdout, stderr = process.communicate(timeout=120)
    count = len(lines(out))
    assert 1 <= count < len(tracks)
    assert (process.returncode, stdout) == (130, "")
    assert (
        stderr
        == f"Stopped. {count} of {len(tracks)} films are in {out}; the same command goes on from there.\n"
    )
    kept = out.read_bytes()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"{len(tracks)} films are in {out}, {count} of them from before.\n"
    assert all(line in out.read_bytes() for line in kept.splitlines())
    assert [line["file"] for line in lines(out)] == list(map(str, tracks))


def test_read_by_a_person() -> None:
    result = run("watch", LYING, "--exercise", "lying-leg-curl", "--side", "left")
    assert result.exit_code == 0
    assert "Lying curl, left leg, 10 repetitions." in " ".join(result.stdout.split())


def test_the_name_of_a_file_stands_as_it_is_written(tmp_path: Path) -> None:
    named = tmp_path / "a [bold] film of some length.pose.jsonl.gz"
    named.write_bytes(STANDING.read_bytes())
    assert str(named) in run("watch", named, "--exercise", "standing-curl").stdout


def test_what_there_is_not_is_one_clear_sentence() -> None:
    result = run("watch", LYING, "--exercise", "handstand")
    assert result.exit_code == 1
    assert result.stderr == f"Error: There is no exercise 'handstand'. There are: {', '.join(catalogue())}.\n"
    result = run("watch", LYING, "--exercise", "standing-curl", "--variant", "toes-in")
    assert result.stderr == "Error: standing-curl has no variant 'toes-in'. It has: none.\n"


def test_the_programme_lists_and_shows() -> None:
    listed = run("programme")
    assert listed.exit_code == 0
    assert all(id_ in listed.stdout for id_ in catalogue())
    everything = json.loads(run("programme", "--json").stdout)
    assert [each["id"] for each in everything["exercises"]] == list(catalogue())
    assert everything["routines"]["strength"]["exercises"][0] == "lying-leg-curl"
    shown = run("programme", "show", "ball-curl")
    assert all(" ".join(step.split()[:3]) in shown.stdout for step in catalogue()["ball-curl"].text.steps)
    assert (
        json.loads(run("programme", "show", "ball-curl", "--json").stdout)
        == catalogue()["ball-curl"].to_dict()
    )
    assert json.loads(run("programme", "schema").stdout) == schema()


def test_an_exercise_of_one_s_own_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "exercises"
    own.mkdir()
    packaged = Path(catalogue.__wrapped__.__code__.co_filename).parent / "catalogue" / "standing-curl.toml"
    mine = own / "mine.toml"
    mine.write_text(packaged.read_text("utf-8").replace('id = "standing-curl"', 'id = "heel-lift"'), "utf-8")
    monkeypatch.setenv("HAMSTRIDE_DATA", str(tmp_path))
    assert "heel-lift" in run("programme").stdout
    assert (
        json.loads(run("watch", STANDING, "--exercise", "heel-lift", "--json").stdout)["exercise"]
        == "heel-lift"
    )
    fine = run("check", mine)
    assert fine.exit_code == 0
    assert fine.stdout.startswith(f"{mine}: Standing curl: works. Simulated sets were counted")


PACKAGED = resources.files("hamstride.exercises") / "catalogue" / "standing-curl.toml"
MINE = PACKAGED.read_text("utf-8").replace('id = "standing-curl"', 'id = "heel-lift"')


TAKEN = "(taken are strength, before-run, after-run). Give the exercise another id"


def test_what_cannot_be_used_in_the_folder_keeps_nobody_from_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "exercises"
    own.mkdir()
    (own / "a.toml").write_text(MINE, "utf-8")
    (own / "a.de.toml").write_text('[text]\ntitle = "Ferse hoch"\n', "utf-8")
    (own / "b.toml").write_text(MINE, "utf-8")
    (own / "c.toml").write_text("a draft", "utf-8")
    (own / "d.toml").mkdir()
    (own / "e.fr.toml").write_text('[text]\ntitle = "Talon haut"\n', "utf-8")
    (own / "f.toml").write_text(MINE.replace("heel-lift", "before-run"), "utf-8")
    monkeypatch.setenv("HAMSTRIDE_DATA", str(tmp_path))
    listed = run("programme")
    assert listed.exit_code == 0
    assert listed.stdout.count("heel-lift") == 1
    assert listed.stderr.splitlines() == [
        f"Left out: {own}/b.toml has the id heel-lift, and a.toml has it too. Give one of them another id.",
        f"Left out: {own}/c.toml: this is not TOML: Expected '=' after a key in a key/value pair (at line 1, column 3)",
        f"Left out: {own}/d.toml is no file. The file of an exercise is needed.",
        f"Left out: {own}/e.fr.toml is a translation, and the exercise itself is not beside it: e.toml is missing.",
        f"Left out: {own}/f.toml.id: found 'before-run', the id of a routine; allowed is one that no routine has {TAKEN}",
    ]
    assert run("check", own / "f.toml").exit_code == 1
    assert run("watch", STANDING, "--exercise", "standing-curl").exit_code == 0


def test_a_translation_is_checked_with_its_exercise(tmp_path: Path) -> None:
    words = tmp_path / "mine.de.toml"
    words.write_text('[text]\ntitle = "Ferse hoch"\n', "utf-8")
    assert run("check", words).stderr == (
        f"Error: {words} is a translation, and the exercise itself is not beside it: mine.toml is missing.\n"
    )
    (tmp_path / "mine.toml").write_text(MINE, "utf-8")
    assert run("check", words).stdout.startswith(f"{words}: Ferse hoch: works.")
    words.write_text('[text]\ntitel = "Ferse hoch"\n', "utf-8")
    assert "found text.titel, which the declaration does not have" in run("check", words).stderr


def test_a_translation_into_a_language_that_is_not_here_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MINE, "utf-8")
    words = tmp_path / "mine.it.toml"
    words.write_text('[text]\ntitle = "Tallone su"\n', "utf-8")
    assert run("check", words).stderr == (
        f"Error: {words} is named like a translation of mine.toml, and Hamstride does not speak “it”."
        " It speaks: de, en, es, fr.\n"
    )
    another = tmp_path / "mine.v2.toml"
    another.write_text(MINE, "utf-8")
    assert run("check", another).exit_code == 0


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_other_letters_than_utf_8_are_told(tmp_path: Path, encoding: str) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(MINE.replace("Standing curl", "Ferse hoch, ganz früh"), encoding)
    assert run("check", mine).stderr == (
        f"Error: {mine} is not written in UTF-8. Save it again with the encoding UTF-8.\n"
    )


def test_one_file_that_cannot_be_used_does_not_end_the_check(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(MINE, "utf-8")
    result = run("check", tmp_path / "none.toml", mine)
    assert (result.exit_code, result.stderr) == (1, f"Error: There is no file {tmp_path}/none.toml.\n")
    assert "works" in result.stdout


def test_a_file_that_may_not_be_read_does_not_end_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, mine = tmp_path / "closed.toml", tmp_path / "mine.toml"
    for file in (closed, mine):
        file.write_text(MINE, "utf-8")
    _close(closed, monkeypatch)
    result = run("check", closed, mine)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith(f"Error: {closed}") and "Permission denied" in result.stderr
    assert result.stdout.startswith(f"{mine}: Standing curl: works.")


def _close(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file may not be read, not even by root."""
    access, read = os.access, Path.read_text

    def may(path: Any, mode: int, **more: Any) -> bool:
        return Path(path) != closed and access(path, mode, **more)

    def text(path: Path, *args: Any) -> str:
        if path == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return read(path, *args)

    monkeypatch.setattr("os.access", may)
    monkeypatch.setattr(Path, "read_text", text)


def test_brackets_in_a_title_are_shown_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "exercises").mkdir()
    mine = MINE.replace('title = "Standing curl"', 'title = "[/red] curl"').replace("heel-lift", "ball-curl")
    (tmp_path / "exercises" / "a.toml").write_text(mine, "utf-8")
    monkeypatch.setenv("HAMSTRIDE_DATA", str(tmp_path))
    listed = run("programme")
    assert listed.exit_code == 0, listed.exception
    assert listed.stdout.count("[/red] curl") == 2  # in the table and in the routine


def test_brackets_in_the_name_of_a_film_stand_beside_its_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # as in a terminal
    assert list(bar.shown([1, 2], "[/red].mp4")) == [1, 2]
    assert "[/red].mp4" in capsys.readouterr().err


def test_an_id_of_ours_is_told(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(MINE.replace("heel-lift", "ball-curl"), "utf-8")
    result = run("check", mine)
    assert result.exit_code == 0
    assert "There is an exercise ball-curl in Hamstride" in result.stdout
    assert "There is an exercise" not in run("check", PACKAGED).stdout


def test_a_declaration_that_does_not_work_is_told(tmp_path: Path) -> None:
    packaged = Path(catalogue.__wrapped__.__code__.co_filename).parent / "catalogue" / "standing-curl.toml"
    mine = tmp_path / "mine.toml"
    mine.write_text(packaged.read_text("utf-8").replace("for_s = 0.5", "for_s = 50"), "utf-8")
    result = run("check", mine)
    assert result.exit_code == 1
    assert "A set that breaks the cue knees-close was not noticed." in result.stdout
    mine.write_text('format = "hamstride-exercise/1"\nid = 3\n', "utf-8")
    result = run("check", mine)
    assert result.exit_code == 1
    assert "mine.toml" in result.stderr
