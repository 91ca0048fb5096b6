import trio


class DataLogger:
    def __init__(self, path):
        self.path = path
        self.send, self.receive = trio.open_memory_channel(100)
        self.written = 0

    async def run(self, *, task_status=trio.TASK_STATUS_IGNORED):
        async with await trio.open_file(self.path, "a") as out:
            task_status.started(out)
            async for stamp, value in self.receive:
                await out.write(f"{stamp:.3f} {value}\n")
                self.written += 1

    async def add(self, value):
        await self.send.send((trio.current_time(), value))

    async def flush_marks(self):
        while True:
            await trio.sleep(60)
            await self.add("-- mark --")
