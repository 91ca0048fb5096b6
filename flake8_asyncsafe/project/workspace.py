"""The files of a run and what is kept about them: looked at before anything heavy is imported.

A file's findings are a pure function of its text, of the texts of the modules that were looked into for it, of the
settings and of this plugin.  All of that goes into the key, or is kept beside the findings and compared.
"""

from __future__ import annotations

import os
import sys
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flake8_asyncsafe import __version__
from flake8_asyncsafe.findings import Report
from flake8_asyncsafe.project.finder import Finder, roots_for
from flake8_asyncsafe.project.layout import identify, package_of
from flake8_asyncsafe.project.sources import Sources
from flake8_asyncsafe.project.store import Store, default_directory, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flake8_asyncsafe.project.finder import Found
    from flake8_asyncsafe.settings import Settings

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def plugin_key() -> str:
    """What tells this plugin, as it is, from any other: its version, its files, and the Python that runs it."""
    parts = [__version__, sys.version]
    for path in sorted((*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.toml"))):
        known = path.stat()
        parts.append(f"{path.relative_to(_PACKAGE)}:{known.st_size}:{known.st_mtime_ns}")
    return digest(*parts)


def settings_key(settings: Settings, *, without: frozenset[str] = frozenset()) -> str:
    """What tells the settings from others, with the contents of the files that they name."""
    parts = []
    for field in fields(settings):
        if field.compare and field.name not in {*without, "source_roots"}:
            value = getattr(settings, field.name)
            parts.append(f"{field.name}={sorted(value) if isinstance(value, frozenset) else value!r}")
    for path in settings.catalogue:
        try:
            parts.append(digest(Path(path).read_bytes()))
        except OSError:
            parts.append("")
    return digest(*parts)


#: options that make no difference to what is known of a function
_OF_REPORTS = frozenset({"rules", "library"})


class Workspace:
    """The projects that the linted files belong to, and the store.

    ``selection`` stands for the rules that run (they need not be known to find that nothing has changed), ``expects``
    tells whether a file is still to be linted.
    """

    def __init__(
        self, settings: Settings, selection: str = "", expects: Callable[[str], bool] = lambda _: False
    ) -> None:
        self.settings = settings
        #: whether a file will be linted later in this run, by this process
        self.expects = expects
        package_of.cache_clear()  # what it knows is of an earlier run
        #: by (real path, key): in another project, equal texts may mean other things
        self._ahead: dict[tuple[str, str], list[Report]] = {}
        self.store = Store(None if settings.no_cache else settings.cache_dir or default_directory())
        self._summary_key = digest(plugin_key(), settings_key(settings, without=_OF_REPORTS))
        self._findings_key = digest(plugin_key(), settings_key(settings), selection)
        self._sources: dict[tuple[str, ...], Sources] = {}

    def roots(self, path: str) -> tuple[str, ...]:
        """The source roots of the project that a file belongs to."""
        return roots_for(path, self.settings.source_roots)

    def sources(self, path: str) -> Sources:
        """The files of the project that a file belongs to."""
        roots = self.roots(path)
        sources = self._sources.get(roots)
        if sources is None:
            sources = self._sources[roots] = Sources(Finder(roots), self.store, self._summary_key)
        return sources

    def module_of(self, path: str) -> tuple[str, str, Found | None]:
        """(dotted name, package, the module as others find it) of a linted file."""
        named = identify(path, self.settings.source_roots)
        real = os.path.realpath(path)
        found = self.sources(path).module_at(real, [*self._below_roots(real, named.package), named.name])
        return (found.name, found.package, found) if found is not None else (named.name, named.package, None)

    def _below_roots(self, path: str, package: str) -> list[str]:
        """The name of a file in a directory that is no package: by its way from the nearest configured root."""
        inside = [root for root in self.settings.source_roots if path.startswith(os.path.join(root, ""))]
        if package or not inside or not path.endswith(".py"):
            return []
        return [os.path.relpath(path, max(inside, key=len)).removesuffix(".py").replace(os.sep, ".")]

    # -- findings -----------------------------------------------------------------------------------------------------

    def recall(self, source: str, path: str) -> list[Report] | None:
        """The findings in a file, if they are kept and nothing that they depend on has changed."""
        key = self._key(source, path)
        ahead = self._ahead.get((os.path.realpath(path), key)) if self._ahead else None
        if ahead is not None:
            return ahead
        kept = self.store.get("findings", key)
        try:
            if kept is None or not self._still_holds(kept["looked_up"], self.sources(path)):
                return None
            return [Report(*_report(row)) for row in kept["reports"]]
        except (KeyError, TypeError, ValueError):
            return None  # an entry that says it is ours and is not

    def remember(self, source: str, path: str, reports: list[Report], looked_up: Mapping[str, Found | None]) -> None:
        """Keep the findings in a file, with what was looked up for them."""
        key = self._key(source, path)
        if self.expects(path):
            self._ahead[os.path.realpath(path), key] = reports
        sources = self.sources(path)
        rows = [
            [name, found.name, sources.state_of(found)] if found is not None else [name, "", ""]
            for name, found in looked_up.items()
        ]
        data = {"looked_up": rows, "reports": [[r.line, r.column, r.code, r.message] for r in reports]}
        self.store.put("findings", key, data)

    def _key(self, source: str, path: str) -> str:
        name, package, _ = self.module_of(path)
        return digest(self._findings_key, os.path.basename(path), name, package, source)

    @staticmethod
    def _still_holds(rows: list[list[str]], sources: Sources) -> bool:
        for name, module, known in rows:
            if name.endswith("."):  # nothing of the project was called so
                if sources.may_be_own(name[:-1]):
                    return False
                continue
            located = sources.locate(name)
            if located is None:
                if module:
                    return False
            elif located[0].name != module or sources.state_of(located[0]) != known:
                return False
        return True


def _report(row: Any) -> tuple[int, int, str, str]:
    line, column, code, message = row
    if not (isinstance(line, int) and isinstance(column, int) and isinstance(code, str) and isinstance(message, str)):
        raise TypeError
    return line, column, code, message
