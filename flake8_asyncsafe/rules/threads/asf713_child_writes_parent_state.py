"""ASF713: child-writes-parent-state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.words import how
from flake8_asyncsafe.model.sharing.children import Copies
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ChildWritesParentState(Rule):
    """A child process changes a variable, an attribute or a container that the parent reads: the change is lost.

    ## What it does
    Checks for functions that only run in child processes (targets of `multiprocessing.Process`, jobs of a `Pool` or
    `ProcessPoolExecutor`, `run` of a class derived from `Process`, and what they call) and that bind or change a
    global, a variable of an enclosing function, an attribute of `self`, or a container that they were given as an
    argument, where code of the parent reads that state after the start.

    ## Why is this bad?
    Threads share everything, and all care is about who may touch what at the same time.  Processes share nothing: the
    child works on a copy, made by fork or by pickling.  What it appends to the list, adds to the counter or stores in
    `self` is gone when it ends, without an error; the parent finds the empty list that it had before.  Rust's types say
    of each value whether it may be handed to another thread (`Send`) or be used from several (`Sync`); neither would
    make a value travel back from a process, and nothing in Python says that this one will not.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (what may
    go to another thread, and what may be used there)

    ## Example
    ```python
    from multiprocessing import Process

    results: list[int] = []


    def work(n: int) -> None:
        results.append(n * n)


    def main() -> None:
        process = Process(target=work, args=(3,))
        process.start()
        process.join()
        print(results)
    ```

    ## Use instead
    ```python
    from multiprocessing import Pool


    def work(n: int) -> int:
        return n * n


    def main() -> None:
        with Pool(1) as pool:
            results = pool.map(work, [3])
        print(results)
    ```

    Or a `multiprocessing.Queue` or `Pipe` for what is sent, a `Value`, `Array` or `shared_memory` for what is shared, a
    `Manager` for containers.

    ## Known limits
    Both sides have to be in one module. Nothing is said of what `initializer=` functions set up, of caches that are
    filled where something is missing, of a variable that is bound in the child for other functions of the child, of a
    global that keeps a parameter as it was given, nor where the parent itself puts something there after the start
    (`self.result = queue.get()`). A function that the parent calls too, or may call, is not looked at. A callback that
    a framework calls in the child is taken for the parent's unless the child's code names it or it has a decorator.
    """

    code = "ASF713"
    name = "child-writes-parent-state"
    message = (
        "this changes `{state}` in a child process ({how}), which has a copy of its own: `{reader}` (line {line}) "
        "reads it in the parent and never sees this; return it, or send it through a Queue or Pipe"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the changes that get lost."""
        if "process" not in module.lowered_source and "pool" not in module.lowered_source:
            return
        for lost in module.ask(Copies).lost():
            reader = lost.read.function
            yield self.finding(
                lost.change.op.node,
                state=lost.change.text,
                how=how(module, lost.reach),
                reader=reader.qualname if reader.kind != "module" else "the module",
                line=module.line(lost.read.node),
            )
