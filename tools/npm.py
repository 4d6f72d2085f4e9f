"""`python -m tools.npm run check`: npm with the Node that the set-up chose."""

import sys

from tools.run import ToolError, environment, run
from tools.setup import node_bin


def main() -> int:
    """Pass the words on to npm."""
    folder = node_bin()
    try:
        run([folder / "npm", "--silent", *sys.argv[1:]], env=environment(folder))
    except ToolError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
