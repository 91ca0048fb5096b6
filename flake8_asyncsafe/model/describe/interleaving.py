"""Two columns of steps: who does what, in which order, and what goes wrong.

A race is an order of steps that nobody meant.  The builders here put the facts of a finding into such an order: the
shortest one that does the harm, with each step at its place in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.findings import Evidence, Step
from flake8_asyncsafe.model.contexts import Contexts, Kind
from flake8_asyncsafe.model.contexts.words import how
from flake8_asyncsafe.model.sharing.accesses import Kind as Access_

if TYPE_CHECKING:
    from flake8_asyncsafe.model.aliasing.walks import Change, Walk
    from flake8_asyncsafe.model.contexts import Concurrency, Reach
    from flake8_asyncsafe.model.locks.critical.state import Held
    from flake8_asyncsafe.model.locks.order import Inversion, Taken
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Suspend, Write
    from flake8_asyncsafe.model.ordering.helped import HelpedAct
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.sharing.accesses import Access
    from flake8_asyncsafe.model.sharing.guards import Unguarded
    from flake8_asyncsafe.model.sharing.races import Race
    from flake8_asyncsafe.model.stale import StaleWrite

_WHO = {
    Kind.MAIN: "main thread",
    Kind.CALLER: "a caller's thread",
    Kind.THREAD: "worker thread",
    Kind.TASK: "event loop",
    Kind.CALLBACK: "event loop",
    Kind.SIGNAL: "signal handler",
    Kind.FINALISER: "finaliser",
}
_DOES = {
    Access_.STORE: "stores",
    Access_.UPDATE: "updates",
    Access_.CHANGE: "changes",
    Access_.WALK: "walks over",
}


def who(reach: Reach) -> str:
    """A context in two words: ``worker thread``, ``a caller's thread``."""
    return _WHO.get(reach.kind, str(reach.kind.value))


def _sides(found: Concurrency | None, left: Function, right: Function) -> tuple[str, str]:
    if found is None:
        return (f"one thread: {left.qualname}", f"another thread: {right.qualname}")
    first, second = who(found.first), who(found.second)
    if first == second:
        first, second = f"one {first.removeprefix('a ')}", f"another {second.removeprefix('a ')}"
    return (f"{first}: {left.qualname}", f"{second}: {right.qualname}")


def _origins(module: Module, found: Concurrency | None) -> tuple[str, str]:
    return (how(module, found.first), how(module, found.second)) if found is not None else ("", "")


def of_update(module: Module, race: Race) -> Evidence:
    """An update that loses what the other thread stores in between, or makes it lose its own."""
    state, other = race.access.text, race.other
    steps = [Step(0, f"reads `{state}`", race.access.node)]
    if other.kind is Access_.UPDATE:
        steps.append(Step(1, f"reads `{other.text}`: the same value", other.node))
    steps += [
        Step(1, f"{_DOES[other.kind]} `{other.text}`" if other.kind is not Access_.UPDATE else f"stores `{other.text}`",
             other.node),
        Step(0, f"stores `{state}`, computed from what it read first", race.access.node),
    ]  # fmt: skip
    return Evidence(
        _sides(race.evidence, race.access.function, other.function),
        tuple(steps),
        f"what the right side did to `{state}` is lost",
        _origins(module, race.evidence),
    )


def of_check(module: Module, race: Race) -> Evidence:
    """A check that both pass before one of them acts."""
    state, other = race.access.text, race.other
    test = race.test if race.test is not None else race.access.node
    steps = [Step(0, f"looks at `{state}` and goes on", test)]
    if other.function is race.access.function:
        steps.append(Step(1, "looks as well, and sees the same", test))
    steps += [
        Step(1, f"{_DOES[other.kind]} `{other.text}`", other.node),
        Step(0, f"acts on what it saw: {_DOES[race.access.kind]} `{state}`", race.access.node),
    ]
    return Evidence(
        _sides(race.evidence, race.access.function, other.function),
        tuple(steps),
        f"both have acted, although the second would not have, had it looked at `{state}` again",
        _origins(module, race.evidence),
    )


def of_unguarded(module: Module, found: Unguarded) -> Evidence:
    """An access that walks past the lock which all the others hold."""
    access = found.access
    other = next((each for each in found.guarded if each.kind is not Access_.STORE), found.guarded[0])
    concurrency = module.ask(Contexts).concurrent(access.function, other.function, access.op, other.op)
    lines = ", ".join(str(line) for line in sorted({module.line(each.node) for each in found.guarded}))
    walks = access.kind is Access_.WALK
    return Evidence(
        _sides(concurrency, access.function, other.function),
        (
            Step(1, f"takes the lock and begins to change `{other.text}`", other.node),
            Step(0, f"{_DOES[access.kind]} `{access.text}`: no lock stops it", access.node),
            Step(1, f"finishes its change of `{other.text}`", other.node),
        ),
        "the loop raises RuntimeError or misses elements" if walks else "one of the two changes is lost",
        _origins(module, concurrency),
        (f"`{access.text}` is changed under the lock in line {lines}",),
    )


def of_stale(module: Module, stale: StaleWrite) -> Evidence:
    """A write that rests on what was read before a suspension."""
    name = stale.write.function.qualname
    path = module.source(stale.read.node)
    act = "stores what it computed from it" if stale.how == "value" else "acts on what it saw"
    return Evidence(
        (f"one task: {name}", f"another task: {name}, say"),
        (
            Step(0, f"reads `{path}`", stale.read.node),
            Step(0, "is suspended", stale.suspension.node),
            Step(1, f"reads `{path}`: the same value", stale.read.node),
            Step(1, "is suspended, resumes, and writes", stale.write.node),
            Step(0, f"resumes and {act}", stale.write.node),
        ),
        "the change that the other task made is lost" if stale.how == "value" else "it is done twice",
    )


def of_helped(act: HelpedAct) -> Evidence:
    """A helper that acts on a check of its caller, which others may have made as well meanwhile."""
    name = act.suspension.function.qualname
    return Evidence(
        (f"one task: {name}", f"another task: {name}, say"),
        (
            Step(0, f"looks at `{act.attribute}` and goes on", act.test),
            Step(0, "is suspended in the helper", act.suspension.node),
            Step(1, f"looks at `{act.attribute}`, and sees the same", act.test),
            Step(0, f"resumes and changes `{act.attribute}`", act.write.node),
            Step(1, f"changes `{act.attribute}` again", act.write.node),
        ),
        "it is done twice",
    )


def of_late(op: Write, lock: str) -> Evidence:
    """A lock that is made by whoever first needs it: by two, if they come together."""
    name = op.function.qualname
    return Evidence(
        (f"one thread: {name}", f"another thread: {name}"),
        (
            Step(0, f"sees that there is no `{lock}`", op.node),
            Step(1, "sees the same", op.node),
            Step(0, f"makes `{lock}`, and takes it", op.node),
            Step(1, "makes one more, which replaces it, and takes that", op.node),
        ),
        "both are in the section at the same time",
    )


def of_walk(module: Module, walk: Walk, change: Change, found: Concurrency | None, pause: Suspend | None) -> Evidence:
    """A loop over a container that somebody changes before the loop is through."""
    container = module.source(walk.expression)
    right = change.op.function
    steps = [Step(0, f"begins to walk over `{container}`", walk.op.iterable)]
    if pause is not None:
        steps.append(Step(0, "is suspended in the loop", pause.node))
    steps += [
        Step(1, f"adds to `{container}`" if change.adds else f"changes the size of `{container}`", change.op.node),
        Step(0, "takes the next element", walk.op.iterable),
    ]
    return Evidence(
        _sides(found, walk.function, right)
        if pause is None
        else (f"one task: {walk.function.qualname}", f"another task: {right.qualname}"),
        tuple(steps),
        "elements are skipped" if walk.is_list else "RuntimeError: the container changed size during iteration",
        _origins(module, found),
    )


def of_inversion(module: Module, inversion: Inversion) -> Evidence:
    """Two that take the same locks, each in its own order."""
    taken, back = inversion.taken, inversion.back
    sides = (f"one: {taken.function.qualname}", f"another: {back[0].function.qualname}")
    facts = tuple(
        f"{module.where(each.node)}: `{each.names[1]}` while `{each.names[0]}` is held{_chain(each)}"
        for each in (taken, *back)
    )
    return Evidence(
        sides,
        (
            Step(0, f"holds `{taken.names[0]}`", taken.node),
            Step(1, f"holds `{back[0].names[0]}`", back[0].node),
            Step(0, f"waits for `{taken.names[1]}`", taken.node),
            Step(1, f"waits for `{back[-1].names[1]}`", back[-1].node),
        ),
        "each waits for what the other holds: a deadlock" if len(back) == 1 else "the circle is closed: a deadlock",
        facts=facts,
    )


def _chain(taken: Taken) -> str:
    return f" ({taken.chain})" if taken.chain else ""


def of_held_lock(held: Held, point: Suspend, function: Function) -> Evidence:
    """A thread lock that a suspended task holds, and the next task of the loop that asks for it."""
    lock = held.lock.text
    return Evidence(
        (f"one task: {function.qualname}", f"the next task on this loop: {function.qualname}, say"),
        (
            Step(0, f"takes `{lock}`", held.node),
            Step(0, "is suspended, and holds it still", point.node),
            Step(1, f"asks for `{lock}`, and blocks the thread of the event loop", held.node),
        ),
        "the loop can never resume the first task, which would have released the lock",
    )


def accesses_of(module: Module, race: Race) -> str:
    """The other side of a race for a message: where it runs, if that is known."""
    return _place(module, race.other, race.evidence.second if race.evidence is not None else None)


def _place(module: Module, access: Access, reach: Reach | None) -> str:
    line = module.line(access.node)
    return f"line {line}, {who(reach)}" if reach is not None else f"line {line}"
