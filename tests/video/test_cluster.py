"""Films spread over machines: the same results, over TLS, and a machine that goes away costs no result."""

import json
import socket
import subprocess
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Thread

import pytest

from hamstride.exercises.load import catalogue
from hamstride.video import cluster, many
from hamstride.video.errors import SourceError
from hamstride.video.jobs import Job

CLIPS = Path(__file__).parents[1] / "clips"

# A scheduler and two machines, as processes that talk TLS on this one; the first result costs a machine its life.
SPREAD = """
import json, os, signal, sys
from pathlib import Path

import dask
import distributed
import trustme

from hamstride.engine.report import to_dict
from hamstride.exercises.load import catalogue
from hamstride.video import many
from hamstride.video.jobs import Job


def main():
    folder = Path(sys.argv[1])
    authority = trustme.CA()
    mine = authority.issue_cert("127.0.0.1", "localhost")
    authority.cert_pem.write_to_path(folder / "ca.pem")
    mine.private_key_and_cert_chain_pem.write_to_path(folder / "mine.pem")
    cert = str(folder / "mine.pem")
    os.environ["DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION"] = "True"
    os.environ["DASK_DISTRIBUTED__COMM__TLS__CA_FILE"] = str(folder / "ca.pem")
    for who in ("CLIENT", "SCHEDULER", "WORKER"):
        for what in ("KEY", "CERT"):
            os.environ[f"DASK_DISTRIBUTED__COMM__TLS__{who}__{what}"] = cert
    dask.config.refresh()
    security = distributed.Security()
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, protocol="tls://", security=security, dashboard_address=None,
        local_directory=str(folder),
    ) as machines:
        exercise = catalogue()["standing-curl"]
        files = [Path(file) for file in sys.argv[2:]] + [folder / "none.pose.jsonl"]
        jobs = [Job(file=file, exercise=exercise) for file in files]
        found, victim = {}, machines.workers[0].pid
        for place, outcome in many.outcomes(jobs, machines.scheduler_address):
            if victim:
                os.kill(victim, signal.SIGKILL)
                victim = None
            found[place] = outcome
        here = dict(many.outcomes(jobs))
        print(json.dumps({
            "address": machines.scheduler_address,
            "same": found == here,
            "counts": [sum(rep.counted for rep in found[n].reps) for n in range(len(files) - 1)],
        }))


if __name__ == "__main__":
    main()
"""


@pytest.mark.slow
def test_the_same_results_over_tls_though_a_machine_is_killed(tmp_path: Path) -> None:
    tracks = [tmp_path / f"{n}.pose.jsonl.gz" for n in range(4)]
    for track in tracks:
        track.symlink_to(CLIPS / "standing-right-holds.pose.jsonl.gz")
    script = tmp_path / "spread.py"
    script.write_text(SPREAD)
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), *map(str, tracks)],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["address"].startswith("tls://")
    assert found["counts"] == [5] * len(tracks)
    assert found["same"]


@pytest.mark.parametrize("address", ["nowhere", "tcp://127.0.0.1:1", "gopher://127.0.0.1:1", ""])
def test_a_scheduler_that_is_not_there_is_one_clear_sentence(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE_S", 0.2)
    job = Job(file=Path("a.mp4"), exercise=catalogue()["ball-curl"])
    with pytest.raises(SourceError) as raised:
        list(cluster.spread(address, many.watch, [job]))
    assert str(raised.value).startswith(f"The scheduler at {address} cannot be used: ")
    assert "\n" not in str(raised.value)


def refused(address: str) -> str:
    with pytest.raises(SourceError) as raised:
        list(
            cluster.spread(address, many.watch, [Job(file=Path("a.mp4"), exercise=catalogue()["ball-curl"])])
        )
    return str(raised.value)


def test_tls_without_certificates_says_where_they_are_named() -> None:
    assert "DASK_DISTRIBUTED__COMM__TLS__CA_FILE" in refused("tls://127.0.0.1:1")


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.0 200 OK\r\n\r\n" * 40], ids=["nothing", "a page"])
def test_somebody_else_at_the_address_is_told(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:
        talking = Thread(target=_talk, args=(server, answer), daemon=True)
        talking.start()
        said = refused(f"tcp://127.0.0.1:{server.getsockname()[1]}")
        server.shutdown(
            socket.SHUT_RDWR
        )  # to close it alone would not wake whoever waits for the next caller
        talking.join(timeout=10)
    assert not talking.is_alive()
    assert "cannot be used: " in said
    assert "\n" not in said


def _talk(server: socket.socket, answer: bytes) -> None:
    """Say the same to each who calls, and hang up on nobody, until the test shuts the server."""
    with ExitStack() as callers, suppress(OSError):
        while True:
            caller = callers.enter_context(server.accept()[0])
            caller.sendall(answer)


@pytest.mark.parametrize(
    ("address", "open_"),
    [
        ("tls://coach.example:8786", False),
        ("tcp://127.0.0.1:8786", False),
        ("tcp://[::1]:8786", False),
        ("localhost:8786", False),
        ("tcp://192.168.1.5:8786", True),
        ("192.168.1.5:8786", True),
        ("tcp://coach.example:8786", True),
        ("ws://10.0.0.1:1", True),
    ],
)
def test_what_others_could_read_along_is_known(address: str, open_: bool) -> None:
    assert cluster.is_open(address) is open_
