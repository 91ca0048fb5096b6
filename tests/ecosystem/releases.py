"""Pinned releases of real packages: downloaded as they are on the index, unpacked, never installed or imported."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
#: where releases are kept between runs
CACHE = HERE.parents[1] / ".ecosystem"
_TIMEOUT = 120.0


class FetchError(Exception):
    """A release could not be had; the text says which, and what the package index answered."""


@dataclass(frozen=True)
class Package:
    """One pinned release; ``roots`` are the paths in it that are linted (all of it if there are none).

    ``without`` are paths that are not: tests that misuse what they test on purpose.
    """

    name: str
    version: str
    roots: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def pinned(path: Path = HERE / "packages.toml") -> list[Package]:
    """The packages of the ledger, in the order of the file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Package(name, row["version"], tuple(row.get("roots", ())), tuple(row.get("without", ())))
        for name, row in table.items()
    ]


def fetch(package: Package, cache: Path = CACHE) -> Path:
    """The folder with the unpacked release, downloaded if it is not there yet.  Raises FetchError."""
    folder = cache / f"{package.name}-{package.version}"
    if folder.is_dir():
        return folder
    downloads = cache / "downloads" / folder.name
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"),
        *("--timeout", "20", "--retries", "1", "--dest", str(downloads), f"{package.name}=={package.version}"),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise FetchError(
            f"{package.name} {package.version}: no answer from the package index in {_TIMEOUT} s"
        ) from error
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no message"])[-1]
        raise FetchError(f"{package.name} {package.version} cannot be downloaded: {last}") from error
    partial = cache / f"{folder.name}.partial"
    for archive in downloads.iterdir():
        if archive.suffix in {".whl", ".zip"}:
            with zipfile.ZipFile(archive) as opened:
                opened.extractall(partial)
        else:
            with tarfile.open(archive) as opened:
                opened.extractall(partial, filter="data")
    partial.rename(folder)
    return folder


def sources(package: Package, folder: Path) -> list[Path]:
    """The Python files of a release that are linted, sorted."""
    roots = [folder / root for root in package.roots] or [folder]
    without = [folder / left_out for left_out in package.without]
    return sorted(
        path
        for root in roots
        for path in ([root] if root.is_file() else root.rglob("*.py"))
        if path.suffix == ".py" and not any(path.is_relative_to(left_out) for left_out in without)
    )
