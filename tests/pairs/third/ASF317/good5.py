"""Bot whose channels schedule themselves and return tasks."""
import asyncio


class Mail:
    async def _send(self, text: str) -> int:
        await asyncio.sleep(0.1)
        return len(text)

    def send(self, text: str) -> "asyncio.Task[int]":
        return asyncio.create_task(self._send(text), name="mail")


class Pager:
    def send(self, text: str) -> "asyncio.Future[int]":
        future = asyncio.get_running_loop().create_future()
        future.set_result(len(text))
        return future


class Bot:
    def __init__(self) -> None:
        self.mail = Mail()
        self.pager = Pager()

    async def alert(self, text: str) -> int:
        done, _ = await asyncio.wait([self.mail.send(text), self.pager.send(text)])
        return sum(task.result() for task in done)

    async def urgent(self, text: str) -> int:
        jobs = [self.mail._send(text), self.mail._send(text.upper())]
        tasks = [asyncio.create_task(job) for job in jobs]
        done, pending = await asyncio.wait(tasks, timeout=2)
        for late in pending:
            late.cancel()
        return len(done)


async def main() -> None:
    bot = Bot()
    print(await bot.alert("disk full"), await bot.urgent("disk full"))


if __name__ == "__main__":
    asyncio.run(main())
