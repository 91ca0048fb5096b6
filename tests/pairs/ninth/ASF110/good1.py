"""Adventure game server with an operator shell."""
from __future__ import annotations

import asyncio
import functools
import getpass
import logging
import sys

import anyio
import trio

log = logging.getLogger("adventure")


class Keyboard:
    def __init__(self) -> None:
        self._lines: asyncio.Queue[str] = asyncio.Queue()

    async def input(self, prompt: str) -> str:
        log.debug("prompt %s", prompt)
        return await self._lines.get()

    def push(self, line: str) -> None:
        self._lines.put_nowait(line)


class Circuit:
    """Puzzle element with inputs and a breakpoint, game-wise."""

    def __init__(self) -> None:
        self.level = 0

    def input(self, level: int) -> int:
        self.level = level
        return level

    def breakpoint(self) -> bool:
        return self.level > 9000


class Game:
    def __init__(self, keyboard: Keyboard) -> None:
        self.keyboard = keyboard
        self.circuit = Circuit()

    async def turn(self) -> str:
        command = await self.keyboard.input("? ")
        self.circuit.input(len(command))
        if self.circuit.breakpoint():
            return "the fuse blows"
        await asyncio.sleep(0)
        return f"you {command}"


async def operator(game: Game) -> None:
    while True:
        line = await asyncio.to_thread(input, "operator> ")
        if line == "quit":
            return
        game.keyboard.push(line)


async def operator_password() -> str:
    user = getpass.getuser()
    loop = asyncio.get_running_loop()
    ask = functools.partial(getpass.getpass, f"password of {user}: ")
    return await loop.run_in_executor(None, ask)


async def operator_trio(lines: trio.MemorySendChannel[str]) -> None:
    async with lines:
        while True:
            line = await trio.to_thread.run_sync(input, "trio> ", abandon_on_cancel=True)
            await lines.send(line)


async def confirm(question: str) -> bool:
    def ask() -> bool:
        answer = input(f"{question} [y/N] ")
        return answer.strip().lower() == "y"

    return await anyio.to_thread.run_sync(ask)


async def parse(input: str) -> list[str]:
    words = input.split()
    await asyncio.sleep(0)
    return [word for word in words if word not in {"the", "a"}]


async def stdin_lines() -> list[bytes]:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return [line async for line in reader]


def choose_world() -> str:
    return input("world: ") or "overworld"


def main() -> None:
    world = choose_world()
    keyboard = Keyboard()
    keyboard.push(f"enter {world}")
    print(asyncio.run(Game(keyboard).turn()))


if __name__ == "__main__":
    main()
