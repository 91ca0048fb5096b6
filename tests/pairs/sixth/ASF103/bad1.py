import asyncio
import shlex
import subprocess
from dataclasses import dataclass, field


@dataclass
class Build:
    target: str
    flags: list = field(default_factory=list)
    log: str = ""


class Builder:
    def __init__(self, make="make"):
        self.make = make
        self.done = []

    def command(self, build):
        return [self.make, build.target, *build.flags]

    async def revision(self):
        out = subprocess.check_output(["git", "rev-parse", "HEAD"])  # expect: ASF103
        return out.decode().strip()

    async def build(self, build):
        result = subprocess.run(  # expect: ASF103
            self.command(build), capture_output=True, text=True
        )
        build.log = result.stdout
        self.done.append(shlex.join(self.command(build)))
        return result.returncode == 0


async def main():
    builder = Builder()
    print(await builder.revision())
    ok = await builder.build(Build("all", ["-j4"]))
    print("ok" if ok else "failed")


asyncio.run(main())
