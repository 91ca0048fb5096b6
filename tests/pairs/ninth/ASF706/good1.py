"""Build steps that keep their settings to themselves."""
import asyncio
import contextlib
import decimal
import io
import locale
import logging
import os
import socket
import warnings

log = logging.getLogger("steps")

os.environ.setdefault("TZ", "UTC")
socket.setdefaulttimeout(30)


class Step:
    def __init__(self, root: str, command: list[str]) -> None:
        self.root = root
        self.command = command
        self.report = ""

    async def run(self) -> int:
        process = await asyncio.create_subprocess_exec(
            *self.command, cwd=self.root, env={**os.environ, "LANG": "C"}
        )
        return await process.wait()

    async def describe(self, client) -> None:
        buffer = io.StringIO()
        with contextlib.redirect_stdout(buffer):
            help(Step)
        self.report = buffer.getvalue()
        await client.send(self.report)

    async def price(self, client) -> decimal.Decimal:
        with decimal.localcontext() as context:
            context.prec = 30
            rate = await client.rate()
            return decimal.Decimal(rate) / 7

    async def parse(self, client) -> list[str]:
        data = await client.fetch()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            names = data.legacy_names()
        await client.ack()
        return names

    async def token(self) -> str | None:
        await asyncio.sleep(0)
        return os.environ.get("STEP_TOKEN")


def build(root: str) -> list[str]:
    with contextlib.chdir(root):
        return sorted(os.listdir("."))


def main(root: str, commands: list[list[str]]) -> list[int]:
    locale.setlocale(locale.LC_ALL, "")
    os.chdir(root)
    log.info("%d files", len(build(root)))

    async def run_all() -> list[int]:
        return await asyncio.gather(*(Step(root, c).run() for c in commands))

    return asyncio.run(run_all())
