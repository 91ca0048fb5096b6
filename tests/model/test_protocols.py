"""Protocols: what objects support, and what calls certainly give."""

from __future__ import annotations

import pytest
from models import model

from flake8_asyncsafe.model.ops import Return
from flake8_asyncsafe.model.protocols.objects import Objects
from flake8_asyncsafe.model.protocols.support import Support

CLASSES = """
    import asyncio, contextlib
    from elsewhere import Unknown, decorate

    class Sync:
        def __enter__(self): return self
        def __iter__(self): return iter(())
    class Async:
        async def __aenter__(self): return self
        def __aiter__(self): return self
        def __await__(self): yield
    class Both(Sync, Async): pass
    class Refuses(Async):
        def __enter__(self): raise TypeError
        __iter__ = None
    class Hidden(Unknown, Async): pass
    class OnTask(asyncio.Task): pass
    @decorate
    class Decorated(Async): pass
    class Meta(Async, metaclass=Unknown): pass
    async def agen(): yield 1
    def gen(): yield 1
    @contextlib.asynccontextmanager
    async def manager(): yield
    def plain(): print("x")
    def passes(): return plain()
    def unknown() -> list[int]: return Unknown()
    def fails(): raise NotImplementedError
    async def coroutine(): return Sync()
"""


def answers(expression: str) -> tuple[set[str | None], set[str | None], set[bool | None]]:
    """What the alternatives of an expression support: with, for, await."""
    module = model(f"{CLASSES}\n    async def ask(flag):\n        return {expression}\n")
    place = next(op for op in next(f for f in module.functions if f.name == "ask").ops if isinstance(op, Return))
    assert place.value is not None
    values = module.ask(Objects).values(place.value, place)
    support = module.ask(Support)
    return (
        {support.context(value) for value in values},
        {support.iteration(value) for value in values},
        {support.awaitable(value) for value in values},
    )


@pytest.mark.parametrize(
    ("expression", "context", "iteration", "awaitable"),
    [
        ("Sync()", "sync", "sync", False),
        ("Async()", "async", "async", True),
        ("Both()", "both", "both", True),
        ("Refuses()", "async", "async", True),
        ("Hidden()", None, None, None),
        ("Decorated()", None, None, None),
        ("Meta()", None, None, None),
        ("OnTask()", None, None, True),
        ("agen()", "neither", "async", False),
        ("gen()", "neither", "sync", False),
        ("manager()", "async", "neither", False),
        ("coroutine()", None, None, True),
        ("await coroutine()", "sync", "sync", False),
        ("plain()", None, "neither", False),
        ("passes()", None, "neither", False),
        ("unknown()", None, None, None),
        ("fails()", None, None, None),
        ("[1]", "neither", "sync", False),
        ("(x for x in [1])", "neither", "sync", False),
        ("(x async for x in agen())", "neither", "async", False),
        ("(await x for x in [1])", "neither", "async", False),
        ("(x for x in await coroutine())", "neither", "sync", False),
        ("'text'", None, "sync", False),
        ("range(3)", "neither", "sync", False),
        ("open('x')", "sync", "sync", False),
        ("asyncio.timeout(1)", "async", None, False),
    ],
)
def test_what_an_object_supports(
    expression: str, context: str | None, iteration: str | None, *, awaitable: bool | None
) -> None:
    assert answers(expression) == ({context}, {iteration}, {awaitable})


def test_alternatives_are_kept_apart() -> None:
    assert answers("Sync() if flag else Async()")[0] == {"sync", "async"}
