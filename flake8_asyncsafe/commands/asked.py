"""What a command is asked about: ``package.module:Name`` or ``path/to/file.py:Name``.

Nothing is imported: modules are looked up below the source roots, as they are for a linted file in the current
directory.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.describe.words import shown

if TYPE_CHECKING:
    from flake8_asyncsafe.project.sources import Sources
    from flake8_asyncsafe.project.workspace import Workspace

_PATH = re.compile(r"(?P<path>.+\.py)(?::(?P<name>[^/\\:]*))?", re.DOTALL)
_NAME = re.compile(r"(?P<module>[^\W\d]\w*(?:\.[^\W\d]\w*)*)(?::(?P<name>[^/\\:]*))?")


class AskedError(Exception):
    """There is nothing to say about it; the text is one line for the user."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about: the file, a name in it ("": all of it), and how the module was called ("": by the path)."""

    path: str
    name: str
    module: str = ""


def asked_of(text: str, workspace: Workspace) -> Asked:
    """What the user's text stands for.  Raises AskedError, with what it may have meant."""
    match = _PATH.fullmatch(text)
    if match is not None:
        return Asked(os.path.abspath(match["path"]), match["name"] or "")
    match = _NAME.fullmatch(text)
    if match is None:
        raise AskedError(f"{text!r} is neither MODULE:NAME nor FILE.py:NAME")
    sources = workspace.sources(os.path.abspath("here"))
    located = sources.locate(match["module"])
    name = match["name"] or ""
    if located is None:
        raise AskedError(_not_found(match["module"], sources, workspace.roots(os.path.abspath("here"))))
    found, rest = located
    if rest and match["name"] is not None:
        raise AskedError(_not_found(match["module"], sources, workspace.roots(os.path.abspath("here"))))
    return Asked(found.path, rest or name, found.name)  # `shop.orders.order` is as clear as `shop.orders:order`


def _not_found(name: str, sources: Sources, roots: tuple[str, ...]) -> str:
    """Complain about a module, with what it may have meant."""
    root = name.partition(".")[0]
    if root in sys.stdlib_module_names:
        return f"{root} is a module of the standard library, which is never looked into"
    above = name
    known: tuple[str, ...] = ()
    while above and not known:
        above = above.rpartition(".")[0]
        known = sources.below(above)
    if name in known:
        inside = ", ".join(sources.below(name)[:5])
        return f"{name} is a directory without a module of its own; in it: {inside}"
    wanted = ".".join(name.split(".")[: above.count(".") + 2] if above else [root])
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
    hint = f"near it: {', '.join(near)}" if near else f"source roots: {', '.join(shown(each) for each in roots)}"
    return f"there is no module {name} under the source roots; {hint}"
