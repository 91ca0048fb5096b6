import asyncio


class Batcher:
    """Collects rows and hands them to the model when there are enough of them."""

    def __init__(self, model, size=8):
        self.model = model
        self.size = size
        self.rows = []
        self.tasks = set()
        self.filled = asyncio.Condition()

    async def add(self, row):
        async with self.filled:
            self.rows.append(row)
            self.filled.notify_all()

    async def take(self):
        async with self.filled:
            while len(self.rows) < self.size:
                await self.filled.wait()
            batch = self.rows[: self.size]
            del self.rows[: self.size]
            return batch

    async def flush(self, on_done):
        async with self.filled:
            task = asyncio.create_task(self.model.predict(list(self.rows)))
            self.tasks.add(task)
            self.rows.clear()
        task.add_done_callback(on_done)
        task.add_done_callback(self.tasks.discard)
        return task
