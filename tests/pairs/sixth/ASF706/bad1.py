"""Builds documentation of several projects at the same time."""
import asyncio
import os
from pathlib import Path


class Builder:
    def __init__(self, command):
        self.command = command

    async def build(self, project: Path):
        before = os.getcwd()
        os.chdir(project)  # expect: ASF706
        try:
            process = await asyncio.create_subprocess_exec(*self.command)
            return await process.wait()
        finally:
            os.chdir(before)

    async def deploy(self, target):
        os.environ["DEPLOY_TARGET"] = target  # expect: ASF706
        try:
            process = await asyncio.create_subprocess_exec("deploy")
            await process.wait()
        finally:
            del os.environ["DEPLOY_TARGET"]


async def main(projects):
    builder = Builder(["sphinx-build", ".", "out"])
    codes = await asyncio.gather(*(builder.build(project) for project in projects))
    if not any(codes):
        await builder.deploy("production")
