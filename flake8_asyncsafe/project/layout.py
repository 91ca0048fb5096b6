"""Which dotted name a file has, and what a relative import in it means: told by looking at directories only.

Python itself decides that by ``sys.path``, which a linter does not have.  A directory with an ``__init__.py`` is a
package, and so on upwards; above the topmost one only a source root tells whether there is a namespace package
(PEP 420).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

_STUBS = "-stubs"


@dataclass(frozen=True, slots=True)
class ModuleName:
    """The dotted name of a module; ``package`` is the package that its relative imports start from ("" if none)."""

    name: str
    package: str


def identify(path: str, roots: tuple[str, ...]) -> ModuleName:
    """The name of the module in a file; ``roots`` are absolute directories that hold first-party packages.

    A file without a usable name (``-``, ``my-script.py``) is named after what is usable, and has no package.
    """
    directory, file = os.path.split(os.path.abspath(path))
    stem = file.removesuffix(".py").removesuffix(".pyi")
    above = package_of(directory, roots)
    if stem == "__init__" and above:
        return ModuleName(above, above)
    if not stem.isidentifier():
        return ModuleName(stem or "module", above)
    return ModuleName(f"{above}.{stem}" if above else stem, above)


@lru_cache(maxsize=4096)
def package_of(directory: str, roots: tuple[str, ...]) -> str:
    """The dotted name of the package that a directory is ("" if it is none): ``src/shop/db`` is ``shop.db``."""
    parts: list[str] = []
    top = directory
    while os.path.isfile(os.path.join(top, "__init__.py")):
        top, part = os.path.split(top)
        parts.append(part.removesuffix(_STUBS))
        if not part.isidentifier() or top in roots:
            break
    if not parts or top in roots:
        return ".".join(reversed(parts))
    root = max((root for root in roots if _is_inside(top, root)), key=len, default=None)
    if root is not None:
        between = os.path.relpath(top, root).split(os.sep)
        if all(part.isidentifier() for part in between):
            parts += reversed(between)
    return ".".join(reversed(parts))


def _is_inside(directory: str, root: str) -> bool:
    return directory.startswith(root.rstrip(os.sep) + os.sep)


def absolute(package: str, module: str) -> str:
    """What a relative import (``.db``, ``..``) names, seen from a package; itself if that leads out of the package.

    One dot is the package, each further one its parent (CPython's ``importlib._bootstrap._resolve_name``).
    """
    name = module.lstrip(".")
    dots = len(module) - len(name)
    if not dots or not package:
        return module
    parts = package.split(".")
    if dots > len(parts):
        return module
    base = ".".join(parts[: len(parts) - dots + 1])
    return f"{base}.{name}" if name else base
