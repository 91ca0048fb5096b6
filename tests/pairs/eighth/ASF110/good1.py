"""Prompting for a deployment tool; some names are only words."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from builtins import input as read_line
from getpass import getpass
from typing import Any

import anyio.to_thread
from prompt_toolkit import PromptSession

logger = logging.getLogger("deploy")


class Wizard:
    def __init__(self, answers: dict[str, Any]) -> None:
        self.input = answers.get
        self.session: PromptSession[str] = PromptSession()

    async def value(self, key: str) -> Any:
        await asyncio.sleep(0)
        return self.input(key)

    async def ask(self, question: str) -> str:
        with contextlib.suppress(EOFError, KeyboardInterrupt):
            return await self.session.prompt_async(f"{question}: ")
        return ""


async def transform(input: str) -> str:
    await asyncio.sleep(0)
    return input.strip().lower()


async def summary(input) -> list[str]:
    return [line async for line in input("deploy")]


async def secret() -> str:
    return await anyio.to_thread.run_sync(getpass, "token: ")


async def confirm() -> bool:
    loop = asyncio.get_running_loop()
    answer = await loop.run_in_executor(None, read_line, "deploy? ")
    return answer == "y"


async def inspect(breakpoint: dict[str, int], line: int) -> bool:
    hits = breakpoint.get(f"line {line}", 0)
    await asyncio.sleep(0)
    return hits > 0


class Debugger:
    def __init__(self) -> None:
        self.points: list[int] = []

    def set_trace(self, line: int) -> None:
        self.points.append(line)

    def breakpoint(self, line: int) -> int:
        self.set_trace(line)
        return len(self.points)


async def trace(pdb: Debugger) -> int:
    pdb.set_trace(3)
    await asyncio.sleep(0)
    return pdb.breakpoint(7)


async def deploy(target: str) -> int:
    wizard = Wizard({"target": target, "replicas": 3})
    token = await secret()
    if not token or not await confirm():
        return 1
    note = await transform(await wizard.ask("note"))
    logger.info("%s x%s: %s", target, await wizard.value("replicas"), note)
    return await trace(Debugger())


if __name__ == "__main__":
    where = sys.argv[1] if len(sys.argv) > 1 else input("where? ")
    sys.exit(asyncio.run(deploy(where)))
