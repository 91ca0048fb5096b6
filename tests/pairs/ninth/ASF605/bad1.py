"""Mail delivery: three generations of worker code in one service."""
import asyncio
import logging
import queue
import threading

import aiohttp

log = logging.getLogger("mailer")


class Outbox:
    def __init__(self, smtp, workers: int = 2) -> None:
        self.smtp = smtp
        self.jobs: queue.Queue = queue.Queue(maxsize=100)
        self.blocked: set[str] = set()
        self.threads = [
            threading.Thread(target=self._deliver, daemon=True) for _ in range(workers)
        ]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def _deliver(self) -> None:
        while True:
            mail = self.jobs.get()  # expect: ASF605
            if mail.to in self.blocked:
                log.info("%s is blocked", mail.to)
                continue
            try:
                self.smtp.send(mail)
            except OSError:
                log.exception("cannot deliver to %s", mail.to)
            self.jobs.task_done()

    def flush(self) -> None:
        self.jobs.join()


class Webhooks:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session
        self.queue: asyncio.Queue = asyncio.Queue(maxsize=50)

    async def worker(self) -> None:
        while True:
            try:
                url, body = await self.queue.get()  # expect: ASF605
                async with self.session.post(url, json=body) as reply:
                    reply.raise_for_status()
                self.queue.task_done()
            except aiohttp.ClientError as exc:
                log.warning("webhook failed: %s", exc)

    async def run(self, events: list[tuple[str, dict]]) -> None:
        async with asyncio.TaskGroup() as tg:
            workers = [tg.create_task(self.worker()) for _ in range(3)]
            for event in events:
                await self.queue.put(event)
            await self.queue.join()
            for worker in workers:
                worker.cancel()


def archive(items: list[str], sink) -> None:
    pending = queue.Queue(maxsize=10)

    def store() -> None:
        while (item := pending.get()) is not None:  # expect: ASF605
            match item.split(":", 1):
                case ["spam", _]:
                    log.debug("dropped")
                case [kind, text]:
                    sink.write(kind, text)
                    pending.task_done()
                case _:
                    pending.task_done()

    thread = threading.Thread(target=store)
    thread.start()
    for item in items:
        pending.put(item)
    pending.join()
    pending.put(None)
    thread.join()
