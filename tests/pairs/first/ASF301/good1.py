import asyncio


class Agent:
    def __init__(self) -> None:
        self.tasks: set[asyncio.Task] = set()

    async def beat(self) -> None:
        await asyncio.sleep(1)

    def _spawn(self, coro) -> None:
        task = asyncio.create_task(coro)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def start(self) -> None:
        self._spawn(self.beat())

    def once(self):
        return self.beat()

    async def twice(self) -> None:
        await asyncio.gather(self.beat(), self.once())
        await asyncio.wait_for(self.once(), timeout=5)


def main() -> None:
    agent = Agent()
    asyncio.run(agent.twice())


if __name__ == "__main__":
    main()
