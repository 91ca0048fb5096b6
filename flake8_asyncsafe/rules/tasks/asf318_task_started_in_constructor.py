"""ASF318: task-started-in-constructor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class TaskStartedInConstructor(Rule):
    """One sentence for the rule table: what is found.

    ## What it does
    Checks for ...

    ## Why is this bad?
    The harm, as something that happens while the program runs.

    ## Drawn from
    *Title of the post*, https://pluiee.github.io/...

    ## Example
    ```python
    ...
    ```

    ## Use instead
    ```python
    ...
    ```

    ## Known limits
    What it misses (missed alarms) and where it may be wrong (false alarms).
    """

    code = "ASF318"
    name = "task-started-in-constructor"
    default = False  # until it is measured on real packages
    message = "what happens, why, and what to do instead"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        yield from ()
