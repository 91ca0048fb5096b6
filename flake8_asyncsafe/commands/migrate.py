"""``flake8-asyncsafe migrate``: from flake8-async, and from the ASYNC rules of ruff, to this plugin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

DONE, WRONG = 0, 2

EPILOG = """\
what it changes:
  # noqa: ASYNC100        becomes # noqa: ASF406 (also RUF006 and RUF029; other codes stay)
  setup.cfg, tox.ini, .flake8     lists of codes, and the options of flake8-async
  pyproject.toml, ruff.toml       their codes go from ruff's lists to flake8's configuration, and `external` names ours

Comments, formatting, encodings and line ends stay.  What has no counterpart stays too, and is named on standard error.

exit codes:
  0  done
  2  a file could not be read, understood or written, and was left alone
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = EPILOG
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="files and directories (default: here)")
    parser.add_argument("--write", action="store_true", help="change the files (default: show a diff)")
    parser.add_argument("--table", action="store_true", help="print what became of each code, as Markdown")


def run(arguments: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from flake8_asyncsafe.migration.selectors import defaults
    from flake8_asyncsafe.migration.table import markdown

    if arguments.table:
        sys.stdout.write(markdown(defaults()))
        return DONE
    from flake8_asyncsafe.migration.run import plan

    made = plan(arguments.paths or [Path()])
    if arguments.write:
        made.write()
        failed = {path for path, _ in made.notes.failures}
        for path in sorted(made.changes):
            if str(path) not in failed:
                print(f"wrote {path}")
    else:
        sys.stdout.write(made.diff())
    for line in made.notes.lines():
        print(line, file=sys.stderr)
    return WRONG if made.notes.failures else DONE
