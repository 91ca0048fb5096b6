"""A run's view of the project: one program for each set of source roots.

To summarise a module takes parsing and lowering it, nearly all that it takes to lint it.  So a module that will be
linted later in the same run is linted at once, and what was found waits for its turn (`take_waiting`): no text is
parsed twice, and no tree is kept, which every visit of the garbage collector would have to walk.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.disposal import dispose, forget
from flake8_asyncsafe.model.linking.linked import Linked
from flake8_asyncsafe.model.linking.program import Program
from flake8_asyncsafe.model.module import Module, model_of
from flake8_asyncsafe.syntax.gate import may_matter

if TYPE_CHECKING:
    import ast

    from flake8_asyncsafe.findings import Report
    from flake8_asyncsafe.project.workspace import Workspace

#: the texts of modules that wait to be linted are so long at most, together: their trees take 150 bytes a character
_MOST_WAITING = 600_000


def _is_test(name: str) -> bool:
    """Whether a module is one of tests, by its name: nobody imports it, nearly always."""
    last = name.rpartition(".")[2]
    return last.startswith("test_") or last.endswith("_test") or last == "conftest"


class Project:
    """The programs that the files of a run belong to."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._programs: dict[tuple[str, ...], Program] = {}
        self._waiting: list[tuple[Module, str]] = []
        self._size = 0

    def program(self, path: str) -> Program:
        """The program that a file belongs to."""
        roots = self.workspace.roots(path)
        program = self._programs.get(roots)
        if program is None:
            program = Program(self.workspace.sources(path), self.workspace.settings, self._lowered)
            self._programs[roots] = program
        return program

    def model(self, source: str, path: str, tree: ast.Module) -> Module:
        """The model of a file's text, linked to the rest of the project.  Raises ParseRefusedError."""
        name, package, _ = self.workspace.module_of(path)
        return model_of(source, path, name, package, self.workspace.settings, tree, self._outside(path))

    def _outside(self, path: str) -> Linked:
        program = self.program(path)
        program.dependencies.start(path)
        return Linked(program, os.path.realpath(path))

    def linted(self, module: Module, source: str, reports: list[Report]) -> None:
        """A module has been linted: keep the findings, and what others may want to know while its text is lowered."""
        program = self.program(module.path)
        self.workspace.remember(source, module.path, reports, program.dependencies.of(module.path))
        _, _, found = self.workspace.module_of(module.path)
        if found is not None and not _is_test(found.name):
            program.learn(found, module, source)

    # -- ahead of their turn ------------------------------------------------------------------------------------------

    def _lowered(self, module: Module, source: str) -> None:
        """A module was lowered to be summarised."""
        wanted = self.workspace.expects(module.path) and may_matter(source, self.workspace.settings)
        # in a directory without `__init__.py` it may be linted under another name than the one it was imported by
        wanted = wanted and self.workspace.module_of(module.path)[0] == module.name
        if wanted and self.workspace.recall(source, module.path) is None:
            self._waiting.append((module, source))
            self._size += len(source)
            while self._size > _MOST_WAITING:
                module, source = self._waiting.pop(0)
                self._size -= len(source)
                dispose(module)
        else:
            dispose(module)

    def take_waiting(self) -> tuple[Module, str] | None:
        """A module that can be linted now, with its text; None if there is none."""
        if not self._waiting:
            return None
        before, source = self._waiting.pop()
        self._size -= len(source)
        outside = self._outside(before.path)
        module = Module(
            before.lowering,
            before.name,
            before.path,
            before.catalogue,
            before.settings,
            before.locator,
            source,
            outside=outside,
        )
        forget(before)  # its parts refer to each other, and through them the tree would outlive the module
        return module, source
