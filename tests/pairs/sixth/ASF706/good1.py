import asyncio
import contextlib
import decimal
import io
import os
import warnings
from pathlib import Path


class Builder:
    def __init__(self, command):
        self.command = command

    async def build(self, project: Path):
        process = await asyncio.create_subprocess_exec(*self.command, cwd=project)
        return await process.wait()

    async def deploy(self, target):
        env = os.environ.copy()
        env["DEPLOY_TARGET"] = target
        process = await asyncio.create_subprocess_exec("deploy", env=env)
        await process.wait()

    async def describe(self, project: Path):
        with contextlib.chdir(project):
            names = sorted(os.listdir())
        await asyncio.sleep(0)
        return names


async def execute(kernel, source):
    buffer = io.StringIO()
    await kernel.run(source, stdout=buffer)
    with contextlib.redirect_stdout(buffer):
        print("done")
    return buffer.getvalue()


async def parse(load, text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = compile(text, "<cell>", "exec")
    return await load(tree)


async def divide(read, places):
    with decimal.localcontext() as context:
        context.prec = places
        numerator = decimal.Decimal(await read())
        return numerator / 7


def main(path):
    os.chdir(path)
    os.environ["MODE"] = "batch"
    asyncio.run(Builder(["make"]).build(Path(".")))
