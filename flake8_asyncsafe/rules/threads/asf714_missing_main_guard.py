"""ASF714: missing-main-guard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.contexts.asks import tests_around
from flake8_asyncsafe.model.contexts.processes import AtImport, ProcessStarts
from flake8_asyncsafe.rules.base import Rule
from flake8_asyncsafe.syntax.walk import mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

#: names in a test that keep the children out: __name__, or a question about the process
_GUARDS = ("__name__", "current_process", "parent_process", "__main__")


class MissingMainGuard(Rule):
    """A process is started while the module is imported, without `if __name__ == "__main__"`.

    ## What it does
    Checks for `Process.start`, `multiprocessing.Pool(...)`, `Manager()`, and `submit` and `map` of a process pool in
    the code of the module itself, or in what it calls, where no test of `__name__` stands around it.  The report stands
    at the statement's call in the module's own code; where that is a call of a function, the message gives the chain.

    ## Why is this bad?
    What another thread may have depends on its type, and the compiler checks it.  Another process can have nothing but
    a copy of bytes, so a child that is not forked begins from nothing: it imports the program's main module again, to
    find the function that it is to run.  Everything in that module outside a guard runs again, in the child, before the
    child is ready - and there it meets the line that starts a child.  Python notices and raises a RuntimeError about
    the bootstrapping phase in every child; a pool makes new children for those that failed, without end.  On Linux this
    went well as long as children were forked; since Python 3.14 they are not, and on macOS and Windows they never were.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import multiprocessing


    def work() -> None:
        print("at work")


    process = multiprocessing.Process(target=work)
    process.start()
    process.join()
    ```

    ## Use instead
    ```python
    import multiprocessing


    def work() -> None:
        print("at work")


    if __name__ == "__main__":
        process = multiprocessing.Process(target=work)
        process.start()
        process.join()
    ```

    ## Known limits
    Thread pools are fine, and so is an explicit fork: `get_context("fork")`, `set_start_method("fork")`.  A module
    called `__main__` is not imported again and is not reported.  A function of another module that starts a process
    when it is called is not known to do so.
    """

    code = "ASF714"
    name = "missing-main-guard"
    message = (
        "`{callee}` starts a process when this module is imported{how}, and a child that is not forked imports it "
        'again: put it under `if __name__ == "__main__":`'
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for starts of processes that importing the module leads to."""
        if not module.imports("multiprocessing") and not module.imports("concurrent"):
            return
        starts = module.ask(ProcessStarts)
        if starts.default == "fork" or module.path.endswith("__main__.py"):
            return
        seen: set[cst.CSTNode] = set()
        for op, node, way in module.ask(AtImport).all():
            if node in seen or _is_guarded(op) or any(start and _is_guarded(start.call) for _, start in way):
                continue
            seen.add(node)
            what = node.func if isinstance(node, cst.Call) else node
            steps = [f"{module.place(each)} {module.called_text(each)}" for each, _ in way]
            chain = f" ({' -> '.join(steps)})" if steps else ""
            yield self.finding(node, callee=module.source(what), how=chain)


def _is_guarded(op: Op) -> bool:
    return any(mentions(test, *_GUARDS) for test in tests_around(op))
