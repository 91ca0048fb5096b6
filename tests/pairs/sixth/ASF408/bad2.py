from asyncio import FIRST_COMPLETED, FIRST_EXCEPTION, Event, Queue, create_task, wait


class Consumer:
    def __init__(self) -> None:
        self.queue: Queue[str] = Queue()
        self.stopping = Event()
        self.log: list[str] = []

    async def next_or_stop(self) -> str | None:
        getter = create_task(self.queue.get())
        stopper = create_task(self.stopping.wait())
        await wait({getter, stopper}, return_when=FIRST_COMPLETED)  # expect: ASF408
        if getter.done():
            return getter.result()
        return None

    async def run(self) -> None:
        while (item := await self.next_or_stop()) is not None:
            self.log.append(item)


async def load_parts(fetch, names: list[str]) -> dict[str, bytes]:
    parts = {name: create_task(fetch(name)) for name in names}
    finished, unfinished = await wait(parts.values(), return_when=FIRST_EXCEPTION)  # expect: ASF408
    if unfinished:
        print(len(unfinished), "parts were not loaded")
    return {name: task.result() for name, task in parts.items() if task in finished}
