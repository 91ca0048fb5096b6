"""Plugin host: runs third-party recipes inside one process."""
from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir as working_directory

import trio

log = logging.getLogger("recipes")


class Recipe:
    def __init__(self, name: str, folder: str, steps) -> None:
        self.name = name
        self.folder = folder
        self.steps = steps

    async def run(self) -> None:
        previous = os.getcwd()
        os.chdir(self.folder)  # expect: ASF706
        try:
            for step in self.steps:
                await step()
        finally:
            os.chdir(previous)

    async def output(self) -> str:
        captured = io.StringIO()
        with contextlib.redirect_stdout(captured):  # expect: ASF706
            await self.steps[0]()
        return captured.getvalue()


async def with_token(token: str, call) -> bytes:
    saved = os.environ.get("RECIPE_TOKEN", "")
    os.environ["RECIPE_TOKEN"] = token  # expect: ASF706
    try:
        return await call()
    finally:
        os.environ["RECIPE_TOKEN"] = saved


async def quietly(jobs: list) -> None:
    with warnings.catch_warnings():  # expect: ASF706
        warnings.simplefilter("ignore")
        async with trio.open_nursery() as nursery:
            for job in jobs:
                nursery.start_soon(job)


def _build(recipe: Recipe) -> int:
    with working_directory(recipe.folder):  # expect: ASF706
        log.info("building %s", recipe.name)
        return len(os.listdir())


def build_all(recipes: list[Recipe]) -> list[int]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(_build, recipes))


async def main(recipes: list[Recipe]) -> None:
    await asyncio.gather(*(recipe.run() for recipe in recipes))
