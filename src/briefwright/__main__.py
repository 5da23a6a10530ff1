"""`python -m briefwright` is the command, where it is not on the path."""

import sys

from briefwright.cli import main

if __name__ == "__main__":
    sys.exit(main())
