"""Command tables of a bot: chat commands, HTTP routes and start-up hooks."""
import asyncio
import logging
from collections.abc import Callable
from functools import partial

log = logging.getLogger("bot")


async def ping(args: list[str]) -> str:
    await asyncio.sleep(0)
    return "pong"


async def weather(args: list[str], client=None) -> str:
    if client is None:
        return "no client"
    return await client.forecast(" ".join(args))


def echo(args: list[str]) -> str:
    return " ".join(args)


def usage(args: list[str]) -> str:
    return ", ".join(sorted(COMMANDS))


COMMANDS = {  # expect: ASF902
    "ping": ping,
    "weather": weather,
    "echo": echo,
    "help": usage,
}


async def run_command(line: str) -> str:
    name, *args = line.split()
    handler = COMMANDS.get(name)
    if handler is None:
        return "unknown command"
    return await handler(args)


class Bot:
    def __init__(self, client) -> None:
        self.client = client
        self.ready = False
        self._hooks = [self._load, self._announce, partial(self._load, force=True)]  # expect: ASF902
        self.routes: dict[str, Callable] = {}
        self.routes.update(status=self._status, health=self._health)

    async def _load(self, force: bool = False) -> None:
        await self.client.load(force)

    def _announce(self) -> None:
        log.info("bot is starting")

    def _status(self) -> str:
        return "ready" if self.ready else "starting"

    def _health(self) -> str:
        return "ok"

    async def start(self) -> None:
        for hook in self._hooks:
            await hook()
        self.ready = True

    def route(self, path: str) -> str:
        return self.routes[path]()

    async def dispatch(self, kind: str, payload: dict) -> None:
        table = dict(join=self._on_join, leave=self._on_leave)  # expect: ASF902
        try:
            await table[kind](payload)
        except KeyError:
            log.warning("no handler for %s", kind)

    async def _on_join(self, payload: dict) -> None:
        await self.client.greet(payload["user"])

    def _on_leave(self, payload: dict) -> None:
        log.info("%s left", payload["user"])


def checks_for(strict: bool) -> list[str]:
    results = []
    for check in (syntax, links) if strict else (syntax,):  # expect: ASF902
        results.append(check("draft"))
    return results


def syntax(text: str) -> str:
    return f"syntax {text}"


async def links(text: str) -> str:
    await asyncio.sleep(0)
    return f"links {text}"
