"""The program that a linted file belongs to: its modules, by summaries that are made when they are first needed.

One program serves all the files of a run.  What it tells about a file must not change with the order of the files, nor
may a cached answer outlive what it depends on.  So every look-up of a name is recorded as used by the module on whose
behalf it was made (`working_on`), and what an answer depends on is all that can be reached from it over those records.
"""

from __future__ import annotations

import ast
from contextlib import contextmanager
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.loader import load_catalogue
from flake8_asyncsafe.model.inference import Evaluator
from flake8_asyncsafe.model.linking.effects import (
    AcquisitionsOfStubs,
    BlockingOfStubs,
    LoopsOfStubs,
    SignalsOfStubs,
    StubGraph,
)
from flake8_asyncsafe.model.linking.linked import Linked
from flake8_asyncsafe.model.linking.orders import OrdersOfStubs
from flake8_asyncsafe.model.linking.stubs import StubModule
from flake8_asyncsafe.model.linking.summary import ModuleSummary, from_data, to_data
from flake8_asyncsafe.model.lowering import lower
from flake8_asyncsafe.project.dependencies import Dependencies
from flake8_asyncsafe.syntax.gate import may_matter
from flake8_asyncsafe.syntax.parse import ParseRefusedError, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import StubClass
    from flake8_asyncsafe.project.finder import Found
    from flake8_asyncsafe.project.sources import Sources
    from flake8_asyncsafe.settings import Settings

#: a longer text without a word of concurrency is data, or generated: not worth the time (characters)
_LONGEST_TABLE = 150_000
#: a module that cannot be read or parsed says nothing
_SILENT = ModuleSummary()
#: what reading, parsing and lowering a text may raise
_REFUSED = (SyntaxError, ValueError, ParseRefusedError, RecursionError, MemoryError)


class Program:
    """The modules of a project, as far as they have been asked for."""

    def __init__(self, sources: Sources, settings: Settings, lowered: Callable[[Module, str], None]) -> None:
        self.sources = sources
        #: told of each module that had to be lowered, with its text: nobody here needs it any more
        self.lowered = lowered
        self.settings = settings
        self.catalogue = load_catalogue(settings.catalogue)
        self.dependencies = Dependencies()
        self._modules: dict[str, StubModule] = {}
        linked = Linked(self)
        evaluator = Evaluator(lower(cst.Module([]), ""), self.catalogue, linked)
        self.graph = StubGraph(evaluator, linked, self)
        self.blocking = BlockingOfStubs(self.graph, self.catalogue, cpu=settings.cpu)
        self.loops = LoopsOfStubs(self.graph)
        self.signals = SignalsOfStubs(self.graph)
        self.acquisitions = AcquisitionsOfStubs(self.graph, linked)
        self.orders = OrdersOfStubs(self, self.graph, self.acquisitions, linked)
        self._catalogued: dict[str, bool] = {}
        self._opaque: dict[str, bool] = {}
        patterns = (*settings.blocking_calls, *settings.not_across_await)
        self._owners = {
            name.rpartition(".")[0] for name in (*self.catalogue.apis, *(pattern.glob for pattern in patterns))
        }

    def graph_for(self, evaluator: Evaluator, linked: Linked) -> StubGraph:
        """A graph of stubs for one linked module: of methods that run on objects of its own classes."""
        return StubGraph(evaluator, linked, self)

    # -- names --------------------------------------------------------------------------------------------------------

    def is_catalogued(self, name: str) -> bool:
        """Whether the catalogue or the configuration speaks of a name: then that counts, and not what its code does."""
        found = self._catalogued.get(name)
        if found is None:
            found = self._catalogued[name] = (
                name in self.catalogue.types
                or self.catalogue.api(name) is not None
                or any(pattern.matches(name) for pattern in self.settings.blocking_calls)
                or any(pattern.matches(name) for pattern in self.settings.not_across_await)
            )
        return found

    def is_opaque(self, name: str, cls: StubClass) -> bool:
        """Whether a class, by one of its names, is not looked into: the catalogue speaks of it, or of its members."""
        found = self._opaque.get(name)
        if found is None:
            found = self._opaque[name] = (
                self.is_catalogued(name)
                or self.catalogue.canonical(name) in self._owners
                or any(self.is_catalogued(f"{name}.{member}") for member in cls.scope.bindings)
            )
        return found

    def locate(self, name: str) -> tuple[StubModule, str] | None:
        """(module, what is left of the name) of a dotted name of the project; None for any other."""
        found = self.sources.locate(name)
        self.dependencies.add(name, found[0] if found is not None else None)
        return (self.module(found[0]), found[1]) if found is not None else None

    @contextmanager
    def working_on(self, name: str) -> Iterator[None]:
        """Names are looked up on behalf of that module for a while."""
        before = self.dependencies.user
        self.dependencies.user = name
        try:
            yield
        finally:
            self.dependencies.user = before

    # -- modules ------------------------------------------------------------------------------------------------------

    def module(self, found: Found) -> StubModule:
        """A module of the project by its summary."""
        module = self._modules.get(found.name)
        if module is None:
            summary = self.summary(found)
            module = self._modules[found.name] = StubModule(found.name, found.path, summary)
        return module

    def summary(self, found: Found) -> ModuleSummary:
        """The summary of a module's file: kept from before, or made now."""
        kept = self.sources.kept(found)
        if kept is not None:
            try:
                return from_data(kept)
            except ValueError:
                pass  # of a version that kept other things, or damaged in a way that its checksum does not tell
        summary = self._summarised(found)
        self.sources.keep(found, to_data(summary))
        return summary

    def _summarised(self, found: Found) -> ModuleSummary:
        from flake8_asyncsafe.model.linking.extract import summarise
        from flake8_asyncsafe.model.module import model_of

        source = self.sources.text(found)
        if source is None or self._is_table(source):
            return _SILENT
        try:
            tree = ast.parse(source)
            module = model_of(source, found.path, found.name, found.package, self.settings, tree)
            summary = summarise(module)
        except _REFUSED:
            return _SILENT
        self.lowered(module, source)
        return summary

    def _is_table(self, source: str) -> bool:
        return len(source) > _LONGEST_TABLE and not may_matter(source, self.settings)

    def silence(self, found: Found) -> str:
        """Why nothing is known of a module of the project, in words that follow its name; "" if it has a summary."""
        if self.module(found).summary != _SILENT:
            return ""
        why = self.sources.why_unread(found)
        if why:
            return why
        source = self.sources.text(found) or ""
        if self._is_table(source):
            return "is long and has no word of concurrency in it, so it is taken for a table of data"
        try:
            ast.parse(source)
            lower(parse(source), found.name, source, found.package)
        except SyntaxError as error:
            return f"cannot be parsed (line {error.lineno}: {error.msg})"
        except _REFUSED as error:
            return f"cannot be parsed ({str(error).strip().splitlines()[0] if str(error) else type(error).__name__})"
        return "is too complicated to be summarised"

    def learn(self, found: Found, module: Module, source: str) -> None:
        """Summarise a module that is lowered anyway, unless that has been done or the file has other contents."""
        from flake8_asyncsafe.model.linking.extract import summarise

        if found.name not in self._modules and not self.sources.is_kept(found) and self.sources.says(found, source):
            summary = summarise(module)
            self._modules[found.name] = StubModule(found.name, found.path, summary)
            self.sources.keep(found, to_data(summary))
