"""Changed without a pause in between, or passed along."""
import asyncio
import contextlib
import decimal
import io
import os
import warnings


async def build(folder: str) -> None:
    process = await asyncio.create_subprocess_exec("make", cwd=folder, env={**os.environ, "CC": "cc"})
    await process.wait()


async def capture(text: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        print(text)
    await asyncio.sleep(0)
    return out.getvalue()


async def quiet(run, parse) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parse()
    await run()


async def exact(run) -> None:
    with decimal.localcontext() as context:
        context.prec = 50
        await run()
