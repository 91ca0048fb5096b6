"""ASF419: exception-group-misuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.groups import ExceptionGroups
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ExceptionGroupMisuse(Rule):
    """An exception group is used as if it were one of its members, or loses its class when it is split.

    ## What it does
    Checks for three things: an attribute that groups lack, read from the variable of an `except*`; a member of a group
    raised while the group is being handled; a class derived from `ExceptionGroup` without `derive`.

    ## Why is this bad?
    Where tasks are joined, several may have failed, so what arrives is a set of failures.  `except* OSError as error`
    binds a group of them, also if there is just one: `error.errno` raises AttributeError in the handler.  A member that
    is raised inside of the handler gets the group as its `__context__`, in place of what had caused it, and its
    traceback grows by frames in which it never was.  And each task group and each `except*` splits what passes through
    it: a class without `derive` comes out as a plain `ExceptionGroup`, and handlers of that class miss it.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    def read() -> None: ...


    def run() -> None:
        try:
            read()
        except* OSError as error:
            print(error.errno)
    ```

    ## Use instead
    ```python
    def read() -> None: ...


    def run() -> None:
        try:
            read()
        except* OSError as group:
            for error in group.exceptions:
                print(error)
    ```

    To hand on one member, raise a new exception `from` the group, or raise the member behind the handler.

    ## Known limits
    A handler that asks for the class or the attributes of what it caught (`isinstance`, `hasattr`) is left alone.
    Members that come out of a helper are not followed.
    """

    code = "ASF419"
    name = "exception-group-misuse"
    message = "{what}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the three kinds of misuse."""
        if not any("except*" in line or "except *" in line or "ExceptionGroup" in line for line in module.source_lines):
            return
        groups = module.ask(ExceptionGroups)
        for attribute, name, missing in groups.lacking():
            yield self.finding(
                attribute,
                what=f"`{name}` is an exception group, which has no `{missing}`: look at each of `{name}.exceptions`",
            )
        for raised, name in groups.raised_members():
            yield self.finding(
                raised,
                what=f"a member of `{name}` raised in the handler gets the group as its context and loses its own: "
                f"raise a new exception from `{name}`, or raise the member behind the handler",
            )
        for cls in groups.underived():
            yield self.finding(
                cls.node,
                what=f"`{cls.name}` has no `derive`, so `split` and every `except*` make a plain ExceptionGroup of it: "
                "override `derive`",
            )
