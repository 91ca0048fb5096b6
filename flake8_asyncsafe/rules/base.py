"""What a rule is, and how the rules are found.

A rule is one class in one file under ``rules/<family>/``.  Its docstring is its documentation (headings: *What it
does*, *Why is this bad?*, *Drawn from*, *Example*, *Use instead*, *Known limits*, and *Fix safety* if fixable).  Rules
hold no state and never look at source text: they ask the concurrency model and yield findings.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from abc import ABC, abstractmethod
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from flake8_asyncsafe.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import libcst as cst

    from flake8_asyncsafe.findings import Evidence
    from flake8_asyncsafe.model.module import Module

_CODE = re.compile(r"ASF\d{3}")


class Rule(ABC):
    """One question asked of the concurrency model of a file.

    Class attributes: ``code`` ("ASF101"), ``name`` (kebab case, reads as "allow <name>"), ``default`` (reported
    unless disabled), ``fixable`` (RULES says a mechanical fix exists) and ``message``, a ``str.format`` template.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    default: ClassVar[bool] = True
    fixable: ClassVar[bool] = False
    message: ClassVar[str]

    @abstractmethod
    def check(self, module: Module) -> Iterator[Finding]:
        """Yield this rule's findings in the module; order and duplicates do not matter."""

    def finding(self, node: cst.CSTNode, *, evidence: Callable[[], Evidence] | None = None, **parts: object) -> Finding:
        """Make a finding at ``node`` with the message template filled from ``parts``.

        ``evidence`` is only called for ``flake8-asyncsafe explain``.
        """
        return Finding(self.code, node, self.message.format(**parts), evidence)


class RuleError(Exception):
    """A rule class is declared wrongly (missing attribute, malformed or duplicate code)."""


def _subclasses(cls: type[Rule]) -> Iterator[type[Rule]]:
    for sub in cls.__subclasses__():
        yield sub
        yield from _subclasses(sub)


@cache
def all_rules() -> tuple[type[Rule], ...]:
    """Import every module under ``flake8_asyncsafe.rules`` and return the rule classes, sorted by code.

    Raises RuleError if a class lacks an attribute or two share a code.
    """
    import flake8_asyncsafe.rules as package

    for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(info.name)
    found: dict[str, type[Rule]] = {}
    for cls in _subclasses(Rule):
        # a base that several rules share lives in a module that is not named after a code
        if not cls.__module__.startswith(package.__name__ + ".") or cls.__abstractmethods__:
            continue
        if not cls.__module__.rpartition(".")[2].startswith("asf"):
            continue
        for attribute in ("code", "name", "message"):
            if not isinstance(getattr(cls, attribute, None), str):
                raise RuleError(f"{cls.__module__}.{cls.__name__} has no `{attribute}`")
        if not _CODE.fullmatch(cls.code):
            raise RuleError(f"{cls.__name__}: malformed code {cls.code!r}")
        if cls.code in found:
            raise RuleError(f"{cls.code} is declared by both {found[cls.code].__name__} and {cls.__name__}")
        found[cls.code] = cls
    return tuple(found[code] for code in sorted(found))
