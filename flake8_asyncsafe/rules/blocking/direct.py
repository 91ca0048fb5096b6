"""What the rules on blocking calls in coroutines share: one category of the catalogue each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import libcst as cst

from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.catalogue.entries import Category
    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.calls.blocking import Blocking
    from flake8_asyncsafe.model.module import Module


class DirectBlockingRule(Rule):
    """A rule that reports each operation of one category on the event loop; ``category`` says which."""

    category: ClassVar[Category]

    def check(self, module: Module) -> Iterator[Finding]:
        """Yield a finding for each blocking operation of the category that runs on the loop."""
        for function in module.on_loop:
            for blocking in module.blocking.of(function):
                if self.concerns(blocking):
                    yield self.finding(
                        blocking.node,
                        call=called(module, blocking),
                        instead=_instead(module, blocking),
                        harm=self.harm(module, blocking),
                    )

    @classmethod
    def concerns(cls, blocking: Blocking) -> bool:
        """Whether this rule reports that sort of blocking."""
        return blocking.category is cls.category

    def harm(self, module: Module, blocking: Blocking) -> str:
        """What to add to the message about this one."""
        del module, blocking
        return ""


def _instead(module: Module, blocking: Blocking) -> str:
    """What to do instead; a plain function that the loop calls cannot await."""
    function = blocking.op.function
    text = module.replacement(blocking)
    plain = function.kind == "function" and not function.is_async
    return f"{text} in a task that `{function.name}` starts" if plain else text


def called(module: Module, blocking: Blocking) -> str:
    """The call as the code writes it, without its arguments."""
    node = blocking.node
    if isinstance(node, cst.Call):
        return f"{module.source(node.func)}(...)" if node.args else f"{module.source(node.func)}()"
    return module.source(node.iter if isinstance(node, cst.For) else node)
