"""What sets up, builds and locks. Runs on a bare Python 3.11 with nothing installed."""

import sys
from pathlib import Path

# What of the package runs on a bare Python may be used here too.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
