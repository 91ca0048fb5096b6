import asyncio
from asyncio import QueueEmpty
from queue import Empty, Queue


class Bridge:
    def __init__(self) -> None:
        self.commands: asyncio.Queue[str] = asyncio.Queue()
        self.log: list[str] = []

    def post(self, command: str) -> None:
        self.commands.put_nowait(command)

    async def next_command(self) -> str:
        while True:
            try:
                command = self.commands.get_nowait()  # expect: ASF613
            except QueueEmpty:
                pass
            else:
                self.log.append(command)
                return command


def relay(source: Queue, target) -> None:
    fetch = source.get
    while True:
        try:
            item = fetch(block=False)  # expect: ASF613
        except Empty:
            continue
        if item is None:
            return
        target.send(item)
