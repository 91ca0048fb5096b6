import asyncio
import shutil
from pathlib import Path


class Inbox:
    """Stores uploaded scans below one directory per day."""

    def __init__(self, root):
        self.root = Path(root)
        self.count = 0

    def place(self, name):
        return self.root / name

    async def receive(self, name, reader):
        chunks = []
        while chunk := await reader.read(65536):
            chunks.append(chunk)
        with open(self.place(name), "wb") as out:  # expect: ASF104
            for chunk in chunks:
                out.write(chunk)
        return len(chunks)

    async def archive(self, name):
        await asyncio.sleep(0)
        shutil.move(self.place(name), self.root / "archive" / name)  # expect: ASF104


async def handle(reader, writer):
    inbox = Inbox("/srv/scans")
    name = (await reader.readline()).decode().strip()
    await inbox.receive(name, reader)
    await inbox.archive(name)
    writer.close()
    await writer.wait_closed()
