"""Commands of a chat bot."""
import asyncio
import random


async def cmd_weather(client, args):
    report = await client.get("/weather", params={"q": " ".join(args)})
    return report["text"]


async def cmd_remind(client, args):
    delay, *words = args
    await asyncio.sleep(float(delay))
    return " ".join(words)


def cmd_roll(client, args):
    sides = int(args[0]) if args else 6
    return str(random.randint(1, sides))


COMMANDS = {  # expect: ASF902
    "weather": cmd_weather,
    "remind": cmd_remind,
    "roll": cmd_roll,
}


class Bot:
    def __init__(self, client):
        self.client = client

    async def on_message(self, text):
        name, *args = text.split()
        command = COMMANDS.get(name)
        if command is None:
            return "unknown command"
        return await command(self.client, args)
