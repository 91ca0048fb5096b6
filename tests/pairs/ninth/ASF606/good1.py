"""Event queues of a network game server."""
import asyncio
import collections
import logging
import queue
import threading

log = logging.getLogger("game")


class World:
    def __init__(self) -> None:
        self.commands: queue.Queue = queue.Queue(maxsize=1000)
        self.broadcasts: asyncio.Queue = asyncio.Queue(maxsize=1000)
        self.recent: collections.deque = collections.deque(maxlen=20)
        self.dropped = 0

    def submit(self, command) -> bool:
        try:
            self.commands.put_nowait(command)
        except queue.Full:
            return False
        return True

    def tick(self) -> list:
        batch = []
        while not self.commands.empty():
            try:
                batch.append(self.commands.get_nowait())
            except queue.Empty:
                break
        return batch

    def status(self) -> str:
        if self.commands.full():
            return "overloaded"
        return f"{self.commands.qsize()} commands waiting"

    def offer(self, message) -> None:
        if self.broadcasts.full():
            self.broadcasts.get_nowait()
            self.dropped += 1
        self.broadcasts.put_nowait(message)

    async def flush(self, writer) -> None:
        lines = []
        while not self.broadcasts.empty():
            lines.append(self.broadcasts.get_nowait())
        writer.write(b"".join(lines))
        await writer.drain()

    def replay(self) -> list:
        local: queue.Queue = queue.Queue()
        for item in self.recent:
            local.put(item)
        out = []
        while not local.empty():
            out.append(local.get())
        return out


def start(world: World, clients: list) -> list[threading.Thread]:
    def listen(client) -> None:
        for command in client:
            if not world.submit(command):
                log.warning("command dropped")

    threads = [threading.Thread(target=listen, args=(c,), daemon=True) for c in clients]
    for thread in threads:
        thread.start()
    return threads


async def serve(world: World, writers: list) -> None:
    async with asyncio.TaskGroup() as tg:
        for writer in writers:
            tg.create_task(world.flush(writer))
