"""Webhook receiver: renderers, event registry and protocol methods."""
import asyncio
import functools
import logging
from dataclasses import dataclass

log = logging.getLogger("webhooks")

_HANDLERS: dict[str, list] = {}


@dataclass
class Push:
    branch: str


@dataclass
class Issue:
    number: int


def on(event: str):
    def register(fn):
        _HANDLERS.setdefault(event, []).append(fn)
        return fn

    return register


@on("push")
async def build(payload: dict) -> None:
    await asyncio.sleep(0)
    log.info("building %s", payload["branch"])


@on("push")
async def notify(payload: dict) -> None:
    await asyncio.sleep(0)
    log.info("notifying %s", payload["user"])


@on("issue")
def label(payload: dict) -> None:  # expect: ASF903
    log.info("labelling %s", payload["number"])


async def fire(event: str, payload: dict) -> None:
    for handler in _HANDLERS.get(event, ()):
        await handler(payload)


@functools.singledispatch
async def render(event) -> str:
    raise NotImplementedError(type(event))


@render.register
async def _(event: Push) -> str:
    await asyncio.sleep(0)
    return f"push to {event.branch}"


@render.register(Issue)
def render_issue(event: Issue) -> str:  # expect: ASF903
    return f"issue {event.number}"


class Receiver:
    def __init__(self, client) -> None:
        self.client = client
        self.received = 0

    async def receive(self, message: dict) -> None:
        self.received += 1
        kind = message["kind"]
        method = getattr(self, f"handle_{kind}", self.unknown)
        await method(message)

    async def unknown(self, message: dict) -> None:
        await self.client.reject(message)

    async def handle_push(self, message: dict) -> None:
        await fire("push", message)
        log.info("%s", await render(Push(message["branch"])))

    async def handle_issue(self, message: dict) -> None:
        await fire("issue", message)

    def handle_ping(self, message: dict) -> None:  # expect: ASF903
        log.info("ping %r", message)

    def handled(self) -> int:
        return self.received
