"""What can be set from outside is documented, and what is documented can be set."""

import re
from pathlib import Path

NAME = re.compile(r"\bHAMSTRIDE_[A-Z_]+\b")


def test_every_setting_is_documented_and_every_documented_one_is_read(repository: Path) -> None:
    code = "\n".join(file.read_text("utf-8") for file in (repository / "src").rglob("*.py"))
    read = set(
        re.findall(
            r"""environ(?:\.get)?[\[(]["'](HAMSTRIDE_[A-Z_]+)["']|["'](HAMSTRIDE_[A-Z_]+)["'] in os""", code
        )
    )
    names = {name for pair in read for name in pair if name}
    table = (repository / "docs" / "reference" / "settings.md").read_text("utf-8")
    documented = {
        match for line in table.splitlines() if line.startswith("|") for match in NAME.findall(line)
    }
    assert names == documented
    assert set(NAME.findall(code)) == documented
