"""Plugin runner and exporter that borrow process-wide settings."""
import asyncio
import contextlib
import decimal
import io
import locale
import logging
import os
import socket
import warnings
from concurrent.futures import ThreadPoolExecutor

import anyio

log = logging.getLogger("plugins")


class PluginRunner:
    def __init__(self, root: str) -> None:
        self.root = root
        self.output: dict[str, str] = {}

    async def run(self, name: str, plugin) -> None:
        buffer = io.StringIO()
        with contextlib.redirect_stdout(buffer):  # expect: ASF706
            await plugin.execute()
        self.output[name] = buffer.getvalue()

    async def install(self, name: str) -> int:
        previous = os.getcwd()
        os.chdir(os.path.join(self.root, name))  # expect: ASF706
        try:
            process = await asyncio.create_subprocess_exec("make", "install")
            return await process.wait()
        finally:
            os.chdir(previous)

    async def check(self, plugin) -> list[str]:
        with warnings.catch_warnings(record=True) as caught:  # expect: ASF706
            warnings.simplefilter("always")
            async with anyio.create_task_group() as tg:
                tg.start_soon(plugin.validate)
        return [str(item.message) for item in caught]


class environment:
    def __init__(self, **values: str) -> None:
        self.values = values

    async def deploy(self, target) -> None:
        saved = {key: os.environ.get(key, "") for key in self.values}
        os.environ.update(self.values)  # expect: ASF706
        try:
            await target.deploy()
        finally:
            os.environ.update(saved)


def export(language: str, amounts: list[float]) -> list[str]:
    locale.setlocale(locale.LC_NUMERIC, language)  # expect: ASF706
    try:
        return [locale.format_string("%.2f", amount, grouping=True) for amount in amounts]
    finally:
        locale.setlocale(locale.LC_NUMERIC, "C")


def export_all(languages: list[str], amounts: list[float]) -> list[list[str]]:
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(export, language, amounts) for language in languages]
        return [future.result() for future in futures]


def exact(total: str) -> decimal.Decimal:
    with decimal.localcontext(prec=40):
        return decimal.Decimal(total) / 3


def configure() -> None:
    socket.setdefaulttimeout(20)
    log.info("socket timeout is %s", socket.getdefaulttimeout())
