"""Webhook receiver: tables of callables, each called the right way."""
from __future__ import annotations

import asyncio
import inspect
import json
import logging
from functools import partial
from typing import Any, Awaitable, Callable

log = logging.getLogger("hooks")

Handler = Callable[[dict[str, Any]], Awaitable[str]]


async def on_push(event: dict[str, Any]) -> str:
    await asyncio.sleep(0)
    return f"push {event.get('ref', '')}"


async def on_release(event: dict[str, Any], *, draft: bool = False) -> str:
    await asyncio.sleep(0)
    return f"release {event.get('tag', '')} {draft}"


def on_ping(event: dict[str, Any]) -> str:
    return f"pong {len(event)}"


def on_star(event: dict[str, Any]) -> Awaitable[str]:
    return on_push({"ref": event.get("user", "")})


HANDLERS: dict[str, Handler] = {
    "push": on_push,
    "release": on_release,
    "draft": partial(on_release, draft=True),
    "star": on_star,
    "note": lambda event: on_push({"ref": event["note"]}),
}

ANY_COLOUR: dict[str, Callable[[dict[str, Any]], Any]] = {"push": on_push, "ping": on_ping}

TYPED: list[tuple[bool, Callable[[dict[str, Any]], Any]]] = [(True, on_push), (False, on_ping)]

DOCUMENTED = (on_push, on_release, on_ping, json.dumps)


async def dispatch(kind: str, event: dict[str, Any]) -> str:
    if kind in HANDLERS:
        return await HANDLERS[kind](event)
    result = ANY_COLOUR[kind](event)
    if inspect.isawaitable(result):
        result = await result
    return str(result)


async def broadcast(event: dict[str, Any]) -> list[str]:
    out: list[str] = []
    for is_async, handler in TYPED:
        out.append(await handler(event) if is_async else handler(event))
    return out


async def run_hooks(event: dict[str, Any]) -> int:
    done = 0
    for hook in [on_ping, on_release]:
        if inspect.iscoroutinefunction(hook):
            await hook(event)
        else:
            hook(event)
        done += 1
    return done


def manual() -> str:
    return "\n".join(f"{fn.__name__}: {fn.__doc__ or ''}" for fn in DOCUMENTED)


class Receiver:
    def __init__(self) -> None:
        self.before = [self._validate, self._count]
        self.after = [self._store]
        self.seen = 0
        self.stored: list[str] = []

    def _validate(self, event: dict[str, Any]) -> None:
        if "kind" not in event:
            raise ValueError("no kind")

    def _count(self, event: dict[str, Any]) -> None:
        self.seen += len(event) > 0

    async def _store(self, text: str) -> None:
        await asyncio.sleep(0)
        self.stored.append(text)

    async def receive(self, event: dict[str, Any]) -> None:
        for check in self.before:
            check(event)
        text = await dispatch(event["kind"], event)
        for step in self.after:
            await step(text)


async def main() -> None:
    receiver = Receiver()
    for kind in ("push", "star", "ping", "draft"):
        await receiver.receive({"kind": kind, "ref": "main"})
    log.info("%s", await broadcast({"ref": "x"}))
    log.info("%d %s %s", await run_hooks({}), receiver.stored, manual())


if __name__ == "__main__":
    asyncio.run(main())
