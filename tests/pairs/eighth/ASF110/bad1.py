"""Interactive console of a home-brew MUD server."""
import asyncio
import builtins
import contextlib
import getpass
import logging
import pdb
from getpass import getpass as ask_secret

import trio

logger = logging.getLogger("mud")


class Room:
    def __init__(self, name, exits=None):
        self.name = name
        self.exits = dict(exits or {})

    def describe(self):
        return f"You are in {self.name}. Exits: {', '.join(self.exits) or 'none'}"


class Console:
    prompt = "> "

    def __init__(self, room, *, reader=input):
        self.room = room
        self.read = reader
        self.history = []

    async def loop(self):
        print(self.room.describe())
        while (line := builtins.input(self.prompt)) != "quit":  # expect: ASF110
            self.history.append(line)
            match line.split():
                case ["go", direction] if direction in self.room.exits:
                    self.room = self.room.exits[direction]
                    print(self.room.describe())
                case ["look"]:
                    print(self.room.describe())
                case ["debug"]:
                    pdb.set_trace()  # expect: ASF110
                case ["wait", seconds]:
                    await asyncio.sleep(float(seconds))
                case _:
                    print("What?")


async def authenticate(users):
    name = getpass.getuser()
    for _ in range(3):
        secret = ask_secret(f"password for {name}: ")  # expect: ASF110
        if users.get(name) == secret:
            return name
        await asyncio.sleep(1)
    raise PermissionError(name)


async def confirm_shutdown(send_channel):
    ask = input
    with contextlib.suppress(EOFError):
        answer = ask("really? ")  # expect: ASF110
        await send_channel.send(answer.lower().startswith("y"))


async def admin(nursery_size):
    send, receive = trio.open_memory_channel(nursery_size)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(confirm_shutdown, send)
        async with receive:
            async for decision in receive:
                logger.info("shutdown: %s", decision)
                break


async def main():
    cellar = Room("the cellar")
    hall = Room("the hall", {"down": cellar})
    cellar.exits["up"] = hall
    user = await authenticate({"pluie": "rain"})
    logger.info("%s entered", user)
    await Console(hall).loop()


if __name__ == "__main__":
    input("press return to start")
    asyncio.run(main())
