"""Everything inside a context manager function, or nothing held."""
import contextlib


@contextlib.asynccontextmanager
async def opened(client, path: str):
    async with client.open(path) as file:
        yield file


async def lines(client, path: str):
    async with client.open(path) as file:
        text = await file.read()
    for line in text.splitlines():
        yield line
