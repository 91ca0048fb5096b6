import asyncio
import queue
import threading


class Mailer:
    def __init__(self, host: str) -> None:
        self.host = host
        self.outbox: queue.Queue[str | None] = queue.Queue()
        self.sent: list[str] = []
        self.thread = threading.Thread(target=self._run, name="mailer")
        self.thread.start()

    def _run(self) -> None:
        while (message := self.outbox.get()) is not None:
            self.sent.append(f"{self.host}: {message}")

    def close(self) -> None:
        self.outbox.put(None)
        self.thread.join()


class Refresher:
    def __init__(self, period: float) -> None:
        self.period = period
        self.rounds = 0
        self.task = asyncio.create_task(self._loop())

    async def _loop(self) -> None:
        while True:
            await asyncio.sleep(self.period)
            self.rounds += 1

    async def stop(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


class Lazy:
    def __init__(self) -> None:
        self.timer = threading.Timer(5.0, print, args=("late",))
        self.name = "lazy"

    def begin(self) -> None:
        self.timer.start()

    def end(self) -> None:
        self.timer.cancel()


def main() -> None:
    mailer = Mailer("mx.internal")
    mailer.outbox.put("hello")
    mailer.close()
    lazy = Lazy()
    lazy.begin()
    lazy.end()


if __name__ == "__main__":
    main()
