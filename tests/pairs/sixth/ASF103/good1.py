import asyncio
import os
import subprocess
from asyncio.subprocess import PIPE


class Converter:
    def __init__(self, tool):
        self.tool = tool
        self.proc = None

    async def convert(self, source, target):
        self.proc = await asyncio.create_subprocess_exec(
            self.tool, source, target, stdout=PIPE, stderr=subprocess.STDOUT
        )
        output, _ = await self.proc.communicate()
        if self.proc.returncode:
            raise subprocess.CalledProcessError(self.proc.returncode, self.tool, output)
        return output

    async def stop(self):
        if self.proc is not None and self.proc.returncode is None:
            self.proc.terminate()
            await self.proc.wait()


def version(tool):
    return subprocess.check_output([tool, "--version"], text=True)


async def describe(tool):
    text = await asyncio.to_thread(version, tool)
    user = os.environ.get("USER", "nobody")
    return f"{user}: {text}"


async def probe(tool):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(
        None, lambda: subprocess.call([tool, "-h"], stdout=subprocess.DEVNULL)
    )


class Runner:
    def run(self, steps):
        return [step.upper() for step in steps]


async def plan(runner: Runner):
    await asyncio.sleep(0)
    return runner.run(["fetch", "build"])


def main():
    asyncio.run(Converter("convert").convert("a.png", "a.webp"))
    os.system("sync")
