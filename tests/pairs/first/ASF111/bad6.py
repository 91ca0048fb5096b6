import anyio


class Batcher:
    def __init__(self, send, size: int) -> None:
        self.send = send
        self.size = size
        self.rows: list[dict] = []
        self.next_job = None

    def add(self, row: dict) -> None:
        self.rows.append(row)

    async def flush_forever(self) -> None:
        while True:  # expect: ASF111
            if len(self.rows) >= self.size:
                batch, self.rows = self.rows, []
                await self.send(batch)

    async def run_jobs(self) -> None:
        while True:  # expect: ASF111
            if (job := self.next_job) is None:
                continue
            self.next_job = None
            await job()
            await anyio.sleep(0)
