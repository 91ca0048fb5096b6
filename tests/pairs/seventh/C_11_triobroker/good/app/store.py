import json

import trio


class Store:
    """Keeps what was published, so that late subscribers can catch up."""

    async def save(self, topic, payload):
        raise NotImplementedError

    async def replay(self, topic):
        raise NotImplementedError

    def size(self):
        return 0


class FileStore(Store):
    def __init__(self, root):
        self.root = trio.Path(root)

    async def save(self, topic, payload):
        async with await trio.open_file(self.root / topic, "a") as out:
            await out.write(json.dumps(payload) + "\n")

    async def replay(self, topic):
        text = await (self.root / topic).read_text()
        return [json.loads(line) for line in text.splitlines()]


class MemoryStore(Store):
    def __init__(self):
        self.rows = {}

    async def save(self, topic, payload):
        self.rows.setdefault(topic, []).append(payload)

    async def replay(self, topic):
        return list(self.rows.get(topic, ()))

    def size(self):
        return sum(len(rows) for rows in self.rows.values())
