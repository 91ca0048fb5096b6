"""A run's view of the project: one program for each set of source roots."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.linking.linked import Linked
from flake8_asyncsafe.model.linking.program import Program

if TYPE_CHECKING:
    import ast

    from flake8_asyncsafe.findings import Report
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.project.workspace import Workspace


class Project:
    """The programs that the files of a run belong to."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._programs: dict[tuple[str, ...], Program] = {}

    def program(self, path: str) -> Program:
        """The program that a file belongs to."""
        roots = self.workspace.roots(path)
        program = self._programs.get(roots)
        if program is None:
            program = Program(self.workspace.sources(path), self.workspace.settings)
            self._programs[roots] = program
        return program

    def model(self, source: str, path: str, tree: ast.Module) -> Module:
        """The model of a file's text, linked to the rest of the project.  Raises ParseRefusedError."""
        program = self.program(path)
        program.dependencies.start(path)
        name, package, _ = self.workspace.module_of(path)
        return program.model(source, path, name, package, tree, Linked(program, os.path.realpath(path)))

    def linted(self, module: Module, source: str, reports: list[Report]) -> None:
        """A module has been linted: keep the findings, and what others may want to know while its text is lowered."""
        program = self.program(module.path)
        self.workspace.remember(source, module.path, reports, program.dependencies.of(module.path))
        _, _, found = self.workspace.module_of(module.path)
        if found is not None:
            program.learn(found, module, source)
