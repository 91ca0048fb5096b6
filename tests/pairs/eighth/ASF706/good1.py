"""Documentation builder: runs generators in their folders with their settings."""
import asyncio
import contextlib
import decimal
import io
import logging
import os
import socket
import subprocess
import warnings
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("docs")


async def generate(folder: str, language: str) -> int:
    """The child gets its directory and environment, this process keeps its own."""
    process = await asyncio.create_subprocess_exec(
        "make", "html", cwd=folder, env={**os.environ, "LANGUAGE": language}
    )
    return await process.wait()


def version(folder: str) -> str:
    before = os.getcwd()
    os.chdir(folder)
    try:
        return subprocess.check_output(["git", "describe"], text=True).strip()
    finally:
        os.chdir(before)


def print_config(config: dict) -> None:
    for key, value in config.items():
        print(key, "=", value)


async def config_page(config: dict, publish) -> None:
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        print_config(config)
    await publish(text.getvalue())


async def deprecated(module, publish) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        names = dir(module)
    await publish([str(w.message) for w in caught], names)


async def prices(rows: list[str], convert) -> list[decimal.Decimal]:
    with decimal.localcontext() as context:
        context.prec = 8
        return [await convert(decimal.Decimal(row)) for row in rows]


async def suppressed(paths: list[str], fetch) -> None:
    with contextlib.suppress(OSError):
        for path in paths:
            await fetch(path, os.environ.get("DOCS_TOKEN"))


def setup() -> None:
    """Once, before anything runs."""
    socket.setdefaulttimeout(30)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    os.umask(0o022)


def _pages(folder: str) -> int:
    return len([name for name in os.listdir(folder) if name.endswith(".rst")])


def count(folders: list[str]) -> int:
    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(_pages, folders))


async def main(folders: list[str]) -> None:
    codes = await asyncio.gather(*(generate(folder, "en") for folder in folders))
    if any(codes):
        raise SystemExit(1)


if __name__ == "__main__":
    setup()
    log.info("version %s", version("."))
    asyncio.run(main(["guide", "reference"]))
