"""What the plugin costs, as ratios measured in one run: ``python tests/benchmarks/compare.py PATH...``.

Each round lints the same files in child processes, in turn: flake8 alone, flake8 with this plugin and an empty cache,
the same again with what the first run kept, and flake8 with flake8-async (if it is installed).  CPU time is the
operating system's own accounting of each child; "added" is what a plugin adds to flake8 alone in the same round.
Medians over the rounds are printed, with the extremes.  Other flake8 plugins of the environment are hidden from all
of them.  ``--scaling`` and ``--gate`` measure generated files.  A run that is not measured compiles what the others
import: an installed plugin has its bytecode, a working tree may not.

It is run by hand: machines differ and are noisy, so a timed test would fail for no reason.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS, THEIRS = "flake8-asyncsafe", "flake8-async"
_CHILD = """
import importlib.metadata as metadata, sys
shown, arguments = sys.argv[1], sys.argv[2:]
found = metadata.distributions
def distributions(**kwargs):
    for each in found(**kwargs):
        name = (each.metadata["name"] or "").lower()
        if each.entry_points.select(group="flake8.extension") and name not in ("flake8", shown):
            continue
        yield each
metadata.distributions = distributions
from flake8.main.cli import main
raise SystemExit(main(arguments))
"""


@dataclass(frozen=True)
class Run:
    """One finished child: CPU seconds (user and system) and its largest resident size in MiB."""

    cpu: float
    memory: float


def flake8(paths: list[str], plugin: str, *options: str) -> Run:
    """Lint ``paths`` in a child that sees flake8's own plugins and ``plugin`` ("" for none)."""
    command = [sys.executable, "-c", _CHILD, plugin, "--isolated", "-j1", *options, *paths]
    null = os.open(os.devnull, os.O_WRONLY)
    child = os.posix_spawn(
        sys.executable,
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)],
    )
    os.close(null)
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"flake8 failed with status {status}: {' '.join(command[:1] + command[3:])}")
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def spread(values: list[float]) -> str:
    """The median, and the extremes if there are several."""
    middle = f"{statistics.median(values):.3f}"
    return middle if len(values) == 1 else f"{middle} ({min(values):.3f} to {max(values):.3f})"


def compare(paths: list[str], rounds: int, *, theirs: bool) -> None:
    """Print the ratios for ``paths``."""
    ours_added, again_added, theirs_added, against = [], [], [], []
    alone = ours = again = Run(0, 0)
    for _ in range(rounds):
        alone = flake8(paths, "")
        with tempfile.TemporaryDirectory() as cache:
            ours = flake8(paths, OURS, f"--asyncsafe-cache-dir={cache}/kept")
            again = flake8(paths, OURS, f"--asyncsafe-cache-dir={cache}/kept")
        ours_added.append((ours.cpu - alone.cpu) / alone.cpu)
        again_added.append((again.cpu - alone.cpu) / alone.cpu)
        if theirs:
            other = flake8(paths, THEIRS)
            theirs_added.append((other.cpu - alone.cpu) / alone.cpu)
            against.append((ours.cpu - alone.cpu) / (other.cpu - alone.cpu))
    print(f"  flake8 alone            {alone.cpu:.2f} s of CPU, {alone.memory:.0f} MiB")
    print(f"  {OURS} adds   x {spread(ours_added)} of it, {ours.memory - alone.memory:+.0f} MiB")
    print(f"  a second run adds       x {spread(again_added)} of it, {again.memory - alone.memory:+.0f} MiB")
    if theirs:
        print(f"  {THEIRS} adds       x {spread(theirs_added)} of it; ours is x {spread(against)} of theirs")


_FUNCTION = '''
class Service{n}:
    """A service that does what services do."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._items: dict[str, int] = {{}}

    def count(self, key: str) -> int:
        with self._lock:
            self._items[key] = self._items.get(key, 0) + 1
            return self._items[key]

    async def serve(self, request: dict[str, str]) -> str:
        value = self.count(request["key"])
        if value > 10:
            await asyncio.sleep(0.1)
        return f"{{self.name}}: {{value}}"

'''


def generated(lines: int) -> str:
    """A module of about that many lines."""
    parts = ["import asyncio\nimport threading\n"]
    each = _FUNCTION.count("\n")
    parts += [_FUNCTION.format(n=n) for n in range(lines // each)]
    return "".join(parts)


@contextmanager
def bytecode_kept() -> Iterator[None]:
    """Measure as where the plugin is installed: what is imported is compiled once, before all that counts."""
    kept = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder, "bytecode"))
        sample = Path(folder, "sample.py")
        sample.write_text(generated(100), encoding="utf-8")
        try:
            flake8([str(sample)], OURS, "--asyncsafe-no-cache")
            flake8([str(sample)], THEIRS)
            yield
        finally:
            os.environ.clear()
            os.environ.update(kept)


def scaling(rounds: int) -> None:
    """Print the added time per line of a 20,000-line file over that of a 2,000-line one."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.py"), Path(folder, "large.py")
        copies = [Path(folder, f"copy{n}.py") for n in range(10)]
        small.write_text(generated(2_000), encoding="utf-8")
        large.write_text(generated(20_000), encoding="utf-8")
        for copy in copies:  # ten small files: start-up counts the same on both sides
            copy.write_text(generated(2_000), encoding="utf-8")
        ratios = []
        for _ in range(rounds):
            few = [str(copy) for copy in copies]
            added_small = flake8(few, OURS, "--asyncsafe-no-cache").cpu - flake8(few, "").cpu
            added_large = flake8([str(large)], OURS, "--asyncsafe-no-cache").cpu - flake8([str(large)], "").cpu
            ratios.append(added_large / added_small)
    print(f"  added time per line, 20,000-line file over ten of 2,000: x {spread(ratios)}")


def gate(rounds: int) -> None:
    """Print what is added on files without concurrency, start-up left out: the gate alone."""
    text = generated(2_000)
    for word, other in (("async ", ""), ("await ", ""), ("asyncio", "other"), ("threading", "thing")):
        text = text.replace(word, other)
    text = text.replace("_lock", "_box").replace("Lock", "Box")  # a lock may be another module's
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for n in range(30):
            path = Path(folder, f"plain{n}.py")
            path.write_text(text, encoding="utf-8")
            paths.append(str(path))
        ratios = []
        for _ in range(rounds):
            alone, ours = flake8(paths, ""), flake8(paths, OURS)
            start = flake8(paths[:1], OURS).cpu - flake8(paths[:1], "").cpu
            ratios.append((ours.cpu - alone.cpu - start) / alone.cpu)
    print(f"  added on 60,000 lines without concurrency: x {spread(ratios)} of flake8 alone")


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", help="files and directories to lint; each is measured by itself")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-flake8-async", action="store_true", help="leave out the slow comparison")
    parser.add_argument("--scaling", action="store_true", help="a 20,000-line file against 2,000-line ones")
    parser.add_argument("--gate", action="store_true", help="files without concurrency")
    options = parser.parse_args()
    with bytecode_kept():
        measure(options)


def measure(options: argparse.Namespace) -> None:
    """Print what was asked for."""
    for path in options.paths:
        print(path)
        compare([path], options.rounds, theirs=not options.without_flake8_async)
    if len(options.paths) > 1:
        print("all of them in one run")
        compare(options.paths, options.rounds, theirs=False)
    if options.scaling:
        scaling(options.rounds)
    if options.gate:
        gate(options.rounds)


if __name__ == "__main__":
    main()
