import asyncio
import inspect
import random


async def cmd_weather(client, args):
    return await client.get("/weather", params={"q": " ".join(args)})


async def cmd_remind(client, args):
    await asyncio.sleep(float(args[0]))
    return " ".join(args[1:])


def cmd_roll(client, args):
    return str(random.randint(1, 6))


def cmd_later(client, args):
    return cmd_remind(client, ["60", *args])


COMMANDS = {"weather": cmd_weather, "remind": cmd_remind, "roll": cmd_roll}
ASYNC_COMMANDS = {"weather": cmd_weather, "later": cmd_later}
SYNC_COMMANDS = {"roll": cmd_roll}
TABLE = [
    ("weather", cmd_weather, True),
    ("roll", cmd_roll, False),
]


class Bot:
    def __init__(self, client):
        self.client = client
        self.hooks = {"start": self.connect, "name": self.title}

    async def connect(self):
        await self.client.connect()

    def title(self):
        return "bot"

    async def on_message(self, text):
        name, *args = text.split()
        result = COMMANDS[name](self.client, args)
        if inspect.isawaitable(result):
            result = await result
        return result

    async def on_async(self, name, args):
        return await ASYNC_COMMANDS[name](self.client, args)

    def on_sync(self, name, args):
        return SYNC_COMMANDS[name](self.client, args)

    async def on_table(self, wanted, args):
        for name, function, is_async in TABLE:
            if name != wanted:
                continue
            if is_async:
                return await function(self.client, args)
            return function(self.client, args)

    async def begin(self):
        await self.hooks["start"]()
        print(self.hooks["name"]())
