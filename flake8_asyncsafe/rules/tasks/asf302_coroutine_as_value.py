"""ASF302: coroutine-as-value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.dispatch.overrides import Overrides
from flake8_asyncsafe.model.tasks.expected import has_two_forms
from flake8_asyncsafe.model.tasks.matched import expects_value
from flake8_asyncsafe.model.tasks.promised import Promised
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.uses import Use

_EFFECTS = {
    "tested": "the test is always true",
    "compared": "the comparison never sees the result",
    "operand": "the operation raises TypeError",
    "formatted": "the text shows `<coroutine object ...>`",
    "subscripted": "subscripting it raises TypeError",
    "called": "calling it raises TypeError",
    "unpacked": "unpacking it raises TypeError",
    "iterated": "iterating over it raises TypeError",
    "index": "it is no usable index or key",
}
#: what coroutine objects do have (PEP 492), and what every object has
_ATTRIBUTES = frozenset({"close", "send", "throw"})
#: consumers that look at the truth, order or text of each element that a comprehension gives them
_ELEMENTWISE = frozenset(f"builtins.{name}" for name in ("any", "all", "sum", "min", "max", "sorted", "str.join"))


class CoroutineAsValue(Rule):
    """A coroutine object is used as if it were its result.

    ## What it does
    Checks for coroutines that are tested, compared, matched, calculated with, formatted, indexed, iterated, unpacked,
    asked for an attribute, or given to a function that is known to want a value (`str`, `len`, `print`, `json.dumps`,
    logging), or returned by a coroutine function that is annotated to return something else. The coroutine may be
    the call itself, a name bound to it, or an async property that is read without `await`; a name is reported where
    it is first misused.

    ## Why is this bad?
    An async function in Rust returns a future of `bool`, and a future of `bool` is not a `bool`: the program does
    not compile.  In Python it runs.  The coroutine object stands where its result should, and like nearly every
    object it is true, equal to nothing else and printable.  So `if user_may_enter(user):` lets everybody in, a
    comparison never holds, and the log shows `<coroutine object ...>`.  The operations that raise instead are the
    lucky cases.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    async def may_enter(user: str) -> bool:
        return user == "ada"


    async def door(user: str) -> str:
        if may_enter(user):
            return "open"
        return "closed"
    ```

    ## Use instead
    ```python
    async def may_enter(user: str) -> bool:
        return user == "ada"


    async def door(user: str) -> str:
        if await may_enter(user):
            return "open"
        return "closed"
    ```

    ## Known limits
    An argument counts only if the callee is known to take no coroutine: legitimate code passes coroutines around.
    What may be `None` may be tested (`coro = f() if wanted else None`) if it is used in another way too.  Not
    reported: `is None`, `close()`, `send()`, `throw()`, `cr_*`, and the functions of `inspect` and `asyncio` that look
    at coroutines.  A coroutine that is awaited on one path only and used after both is missed.  Of what is annotated
    as `Callable[..., Awaitable]` only the place of the call is looked at.

    ## Fix safety
    The fix puts `await` before the call, in parentheses where precedence asks for it, if the call stands in a
    coroutine.  It is unsafe: the test can now fail and the comparison hold, so branches run that never ran before.
    """

    code = "ASF302"
    name = "coroutine-as-value"
    fixable = True
    message = "`{value}` is {kind} here, not its result, so {effect}: await it first"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at what is done with each coroutine object, also with one kept in a local name first."""
        reported: set[object] = set()
        for node, op, which in module.colour.expressions():
            effect = self._effect(module, module.use(node), op) if which not in reported else ""
            if not effect or module.colour.is_async_acquire(op) or module.colour.is_identified(node, op):
                continue
            if not module.ask(Overrides).is_behind(node, op):
                reported.add(which)
                value = f"{module.source(node.func)}(...)" if isinstance(node, cst.Call) else module.source(node)
                yield self.finding(node, value=value, kind="a coroutine object", effect=effect)
        for call, op in module.colour.awaitables():
            use = module.use(call)
            effect = self._effect(module, use, op) if use.kind not in {"attribute", "formatted"} else ""
            if effect and not has_two_forms(op, module):
                yield self.finding(call, value=f"{module.source(call.func)}(...)", kind="an awaitable", effect=effect)

    def _effect(self, module: Module, use: Use, op: Op) -> str:
        if use.kind == "attribute" and isinstance(use.node, cst.Attribute):
            name = use.node.attr.value
            if name in _ATTRIBUTES or name.startswith(("cr_", "__")):
                return ""
            return f"it has no attribute `{name}`"
        if use.kind == "iterated" and use.is_async:
            return ""
        if use.kind == "matched" and isinstance(use.node, cst.Match):
            return "no case for a value ever matches" if expects_value(use.node, use.through) else ""
        if use.kind == "returned":
            promised = module.ask(Promised).instead(use, op)
            return f"the caller's `await` gives this object in place of `{promised}`" if promised else ""
        if use.kind == "bound" and any(isinstance(target, (cst.Tuple, cst.List)) for target in use.targets):
            return _EFFECTS["unpacked"]
        if use.kind == "bound" and (name := module.colour.only_tested(use)):
            return f"nobody awaits it, and each test of `{name}` sees the object"
        if use.kind == "element" and isinstance(use.node, (cst.GeneratorExp, cst.ListComp, cst.SetComp)):
            outer = module.use(use.node)
            if outer.kind == "argument" and module.colour.callee_names(outer, op) & _ELEMENTWISE:
                return "each element counts as itself, not as its result"
            return ""
        if use.kind == "argument" and isinstance(use.node, cst.Call):
            return f"`{module.source(use.node.func)}` gets the object" if module.colour.rejects(use, op) else ""
        return _EFFECTS.get(use.kind, "")
