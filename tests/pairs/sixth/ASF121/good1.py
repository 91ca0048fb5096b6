import asyncio
import io
import json
import os.path
from pathlib import Path


class Store:
    def __init__(self, root):
        self.root = Path(root)

    def path(self, key):
        return self.root / f"{key}.json"

    def load(self, key):
        return json.loads(self.path(key).read_text())

    def save(self, key, value):
        target = self.path(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(value))

    def loader(self, key):
        return lambda: self.load(key)


def render(rows):
    out = io.StringIO()
    for row in rows:
        out.write(f"{row}\n")
    out.seek(0)
    return out.read()


def relative(path, root):
    return os.path.relpath(os.path.normpath(path), root)


def lines(path):
    with open(path) as fh:
        yield from fh


async def get(store: Store, key):
    return await asyncio.to_thread(store.load, key)


async def put(store: Store, key, value):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, store.save, key, value)


async def page(store: Store, key):
    await asyncio.sleep(0)
    name = relative(str(store.path(key)), "/srv")
    return name + render([key])


async def prepare(store: Store, key):
    await asyncio.sleep(0)
    return store.loader(key), lines("todo.txt")


def main():
    store = Store("/srv/store")
    store.save("a", 1)
    asyncio.run(get(store, "a"))
