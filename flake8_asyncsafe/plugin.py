"""The flake8 adapter, and nothing else: options in, gate, engine, reports out.

This is the only module that imports flake8, and it does not import libcst: files that the gate turns away never
need it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
from dataclasses import replace
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any, ClassVar

from flake8.options.config import load_config
from flake8.style_guide import Decision, DecisionEngine

from flake8_asyncsafe.catalogue.loader import CatalogueError, load_catalogue
from flake8_asyncsafe.project.workspace import Workspace
from flake8_asyncsafe.settings import OPTIONS, PREFIX, Given, OptionError, Settings, parse_settings, wanted_off_rule
from flake8_asyncsafe.syntax.gate import may_matter

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterator, Sequence

    from flake8.options.manager import OptionManager

    from flake8_asyncsafe.findings import Report
    from flake8_asyncsafe.model.linking.project import Project


class _FromCommandLine(argparse.Action):
    """Keep the text with the directory its paths are relative to; a configuration file's text stays a string."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 -- argparse's signature
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,  # noqa: ARG002
    ) -> None:
        setattr(namespace, self.dest, Given("true" if self.nargs == 0 else str(values)))


class AsyncsafeChecker:
    """One file of one flake8 run.  The settings are the class's: flake8 parses options anew in spawned workers."""

    #: everything but ``rules``, which wait until a file passes the gate: to know them takes importing them
    settings: ClassVar[Settings] = Settings()
    _options: ClassVar[argparse.Namespace | None] = None
    _with_rules: ClassVar[Settings | None] = None
    #: the files of the run, and what is kept about them; the models come once one of them has to be analysed
    _workspace: ClassVar[Workspace | None] = None
    _project: ClassVar[Project | None] = None

    def __init__(self, tree: ast.Module, filename: str, lines: list[str]) -> None:
        self._tree = tree
        self._filename = filename
        self._lines = lines

    @staticmethod
    def add_options(option_manager: OptionManager) -> None:
        """Register every option, for the configuration file and the command line alike."""
        for option in OPTIONS:
            shape: dict[str, Any] = {"nargs": 0} if option.metavar is None else {"metavar": option.metavar}
            option_manager.add_option(
                f"--{option.name}",
                action=_FromCommandLine,
                parse_from_config=True,
                help=f"{option.help} (default: {option.default or 'none'})",
                **shape,
            )

    @classmethod
    def parse_options(cls, option_manager: OptionManager, options: argparse.Namespace, args: list[str]) -> None:  # noqa: ARG003
        """Validate the options and the user's catalogue before any worker starts; else flake8's own usage error."""
        directory = _configuration_directory(options)
        given = {}
        for option in OPTIONS:
            value = getattr(options, option.name.replace("-", "_"), None)
            if value is not None:
                given[option.name] = value if isinstance(value, Given) else Given(str(value), directory)
        try:
            cls.settings = parse_settings(given, directory)
            if cls.settings.catalogue:
                load_catalogue(cls.settings.catalogue)
        except OptionError as error:
            option_manager.parser.error(str(error))
        except CatalogueError as error:
            option_manager.parser.error(f"--asyncsafe-catalogue: {error}")
        cls._options = options
        cls._with_rules = cls._workspace = cls._project = None

    def run(self) -> Iterator[tuple[int, int, str, type]]:
        """Yield flake8's tuples.  A generator: flake8 would misread an AttributeError from a plain function."""
        source = "".join(self._lines)
        if not may_matter(source, self.settings):
            return
        for report in self._reports(source):
            yield report.line, report.column, f"{report.code} {report.message}", type(self)

    def _reports(self, source: str) -> list[Report]:
        recalled = self._recalled(source)
        return self._analysed(source) if recalled is None else recalled

    def _recalled(self, source: str) -> list[Report] | None:
        """The findings of an earlier run, if nothing has changed since: it costs next to nothing to know."""
        cls = type(self)
        if cls._workspace is None:
            cls._workspace = Workspace(cls.settings, _selection(cls._options), _expectation(cls._options))
        return cls._workspace.recall(source, self._filename)

    def _analysed(self, source: str) -> list[Report]:
        cls = type(self)
        settings = cls._complete_settings()
        if not settings.rules:
            return []
        from flake8_asyncsafe.engine import analyse
        from flake8_asyncsafe.model.linking.project import Project

        if cls._project is None:
            assert cls._workspace is not None
            cls._project = Project(cls._workspace)
        return analyse(source, self._filename, settings, self._tree, cls._project)

    @classmethod
    def _complete_settings(cls) -> Settings:
        if cls._with_rules is None:
            rules = frozenset() if cls._options is None else _enabled_rules(cls._options)
            cls._with_rules = replace(cls.settings, rules=rules)
        return cls._with_rules


def _configuration_directory(options: argparse.Namespace) -> str:
    """Return the directory of the configuration file that flake8 reads, or the current one."""
    _, directory = load_config(options.config, [], isolated=options.isolated)
    return os.path.abspath(str(directory))


def _selection(options: argparse.Namespace | None) -> str:
    """Everything that decides which rules run, as text: they need not be imported to see that it has not changed."""
    names = ("select", "extend_select", "ignore", "extend_ignore", "extended_default_select", "extended_default_ignore")
    return repr([(name, getattr(options, name, None)) for name in (*names, "enable_extensions")])


def _expectation(options: argparse.Namespace | None) -> Callable[[str], bool]:
    """Whether flake8 will come to a file, as far as this process alone is to lint it.

    With several workers nobody knows who gets which file.
    """
    names = list(getattr(options, "filenames", None) or ["."])
    jobs = getattr(options, "jobs", None)
    if options is None or (jobs is not None and (jobs.is_auto or jobs.n_jobs > 1) and _starts_workers()):
        return lambda _: False
    folders = tuple(os.path.join(os.path.realpath(name), "") for name in names if os.path.isdir(name))
    files = frozenset(os.path.realpath(name) for name in names if not os.path.isdir(name))
    patterns = [*(options.exclude or ()), *(options.extend_exclude or ())]

    def expects(path: str) -> bool:
        real = os.path.realpath(path)
        if real in files:
            return True
        inside = next((folder for folder in folders if real.startswith(folder)), None)
        if inside is None:
            return False
        parts = real[len(inside) :].split(os.sep)
        return not any(
            fnmatch(part, pattern) or fnmatch(os.path.join(inside, *parts[: place + 1]), pattern)
            for place, part in enumerate(parts)
            for pattern in patterns
        )

    return expects


def _starts_workers() -> bool:
    """Whether flake8 lints in several processes here: only where they can be forked, and where there are CPUs."""
    return multiprocessing.get_start_method() == "fork" and (os.cpu_count() or 1) > 1


def _enabled_rules(options: argparse.Namespace) -> frozenset[str]:
    """Return the codes that flake8 would let through, without the off-by-default ones that nobody asked for."""
    selectors = (*(options.select or ()), *(options.extend_select or ()))
    if options.select and not any(entry.startswith(PREFIX) or PREFIX.startswith(entry) for entry in selectors):
        return frozenset()  # spares the import of the rules
    from flake8_asyncsafe.rules.base import all_rules

    decide = DecisionEngine(options).decision_for
    return frozenset(
        rule.code
        for rule in all_rules()
        if (rule.default or wanted_off_rule(rule.code, selectors)) and decide(rule.code) is Decision.Selected
    )
