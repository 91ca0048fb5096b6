import asyncio
import random

from .registry import command, text_filter
from .util import retrying


@command("help")
async def help_(message):
    return "roll, weather, version"


@command("roll")
async def roll(message):
    await asyncio.sleep(0.2)
    return str(random.randint(1, 6))


@command("version")
async def version(message):
    return "bot 3.1"


@retrying(3)
async def query(host, line):
    reader, writer = await asyncio.open_connection(host, 79)
    try:
        writer.write(line.encode() + b"\r\n")
        await writer.drain()
        return (await reader.read()).decode()
    finally:
        writer.close()


@command("weather")
async def weather(message):
    return await query("weather.example", message)


@text_filter
def strip_markup(text):
    return text.replace("*", "")


@text_filter
def collapse(text):
    return " ".join(text.split())
