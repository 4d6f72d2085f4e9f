"""`python -m tools.npm run check`: npm with the Node that the set-up chose."""

import sys

from tools.node import any_bin
from tools.run import ToolError, environment, run


def main() -> int:
    """Pass the words on to npm."""
    try:
        folder = any_bin()
        run([folder / "npm", "--silent", *sys.argv[1:]], env=environment(folder))
    except ToolError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
