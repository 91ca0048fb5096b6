"""A run's view of the project: one program for each set of source roots."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.linking.linked import Linked
from flake8_asyncsafe.model.linking.program import Program
from flake8_asyncsafe.project.finder import Finder, roots_for
from flake8_asyncsafe.project.sources import Sources

if TYPE_CHECKING:
    from flake8_asyncsafe.project.store import Store
    from flake8_asyncsafe.settings import Settings


class Project:
    """The programs that the files of a run belong to.

    ``key`` stands for all that summaries depend on besides the text of their file.
    """

    def __init__(self, settings: Settings, store: Store, key: str) -> None:
        self._settings = settings
        self._store = store
        self._key = key
        self._programs: dict[tuple[str, ...], Program] = {}

    def program(self, path: str) -> Program:
        """The program that a file belongs to."""
        roots = roots_for(path, self._settings.source_roots)
        program = self._programs.get(roots)
        if program is None:
            sources = Sources(Finder(roots), self._store, self._key)
            program = self._programs[roots] = Program(sources, self._settings)
        return program

    def outside(self, path: str) -> Linked:
        """What is known of other modules where a file is linted."""
        program = self.program(path)
        program.dependencies.user = path
        program.dependencies.forget(path)
        return Linked(program, os.path.realpath(path))
