"""`hamstride demo`: in a folder of its own, which is gone afterwards."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen


def test_it_opens_and_leaves_nothing_behind(tmp_path: Path) -> None:
    own, temporary = tmp_path / "own", tmp_path / "tmp"
    temporary.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = os.environ | {
        "HAMSTRIDE_DATA": str(own),
        "TMPDIR": str(temporary),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "hamstride", "demo", "--no-browser", "--port", port]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            links = (re.search(r"http://\S+/open/\S+", line) for line in process.stdout)
            link = next(link[0] for link in links if link)
            assert next(temporary.glob("hamstride-demo-*/hamstride.sqlite3"))
            with urlopen(link, timeout=20) as answer:
                assert answer.status == 200
        finally:
            process.terminate()
            last = process.communicate(timeout=20)[0]
    assert process.returncode == 0 and "gone" in last
    assert list(temporary.glob("hamstride-demo-*")) == []
    assert not own.exists()
