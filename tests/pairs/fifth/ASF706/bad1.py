"""The whole process is changed for a while, and the others run meanwhile."""
import asyncio
import contextlib
import io
import os
import warnings


async def build(folder: str) -> None:
    before = os.getcwd()
    os.chdir(folder)  # expect: ASF706
    try:
        await asyncio.sleep(1)
    finally:
        os.chdir(before)


async def inside(folder: str) -> None:
    with contextlib.chdir(folder):  # expect: ASF706
        await asyncio.sleep(1)


async def capture(run) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):  # expect: ASF706
        await run()
    return out.getvalue()


async def quiet(run) -> None:
    with warnings.catch_warnings():  # expect: ASF706
        warnings.simplefilter("ignore")
        await run()
