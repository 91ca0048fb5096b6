from __future__ import annotations

import contextlib
import pathlib
import shutil
import tempfile

import trio


class Template:
    def __init__(self, path: pathlib.Path) -> None:
        self.text = path.read_text()

    def render(self, **values: str) -> str:
        return self.text.format(**values)


@contextlib.contextmanager
def workspace():
    where = tempfile.mkdtemp()
    try:
        yield pathlib.Path(where)
    finally:
        shutil.rmtree(where)


def records(path: pathlib.Path):
    with path.open() as fh:
        yield from fh


def newest(root: pathlib.Path) -> float:
    return max(p.stat().st_mtime for p in root.iterdir())


async def page(path: pathlib.Path) -> str:
    template = Template(path)  # expect: ASF121
    await trio.sleep(0)
    return template.render(title="hello")


async def convert(source: pathlib.Path) -> None:
    with workspace() as where:  # expect: ASF121
        for line in records(source):  # expect: ASF121
            await trio.sleep(0)
            print(where, line)


async def watch(root: pathlib.Path) -> float:
    await trio.sleep(1)
    return newest(root)  # expect: ASF121
