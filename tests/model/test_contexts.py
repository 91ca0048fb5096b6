"""Where functions run, by which chain, and which of them at the same time."""

from __future__ import annotations

import pytest
from models import function, model
from programs_in_contexts import PLACES
from programs_of_frameworks import MORE_PLACES

from flake8_asyncsafe.model.contexts import Contexts, Reach
from flake8_asyncsafe.model.module import Module


def contexts(module: Module) -> Contexts:
    return module.ask(Contexts)


def shown(module: Module, reach: Reach) -> str:
    """A reach as text: its kind, its marks, the functions on the way."""
    marks = [
        name for name, has in (("many", reach.context.many), ("own", reach.context.own), ("loop", reach.loop)) if has
    ]
    names = [step.function.qualname for step in reach.via]
    return " ".join([reach.kind.value, *marks, *names])


def places(source: str, name: str) -> list[str]:
    module = model(source)
    return sorted(shown(module, reach) for reach in contexts(module).of(function(module, name)))


ALL = {**PLACES, **MORE_PLACES}


@pytest.mark.parametrize("case", ALL, ids=str)
def test_where_functions_run(case: str) -> None:
    source, name, expected = ALL[case]
    module = model(source)
    found = sorted(shown(module, reach) for reach in contexts(module).of(function(module, name)))
    body = module.lowering.module.qualname
    assert [each.replace(body, "<module>") for each in found] == expected
