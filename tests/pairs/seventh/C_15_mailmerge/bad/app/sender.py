import asyncio
import logging

log = logging.getLogger(__name__)


class Sender:
    def __init__(self, limiter, smtp):
        self.limiter = limiter
        self.smtp = smtp
        self.outbox = asyncio.Queue()
        self.sent = 0
        self.failed = []

    def add(self, mail, text):
        self.outbox.put_nowait((mail, text))

    async def worker(self):
        while not self.outbox.empty():
            await self.limiter.turn()
            mail, text = await self.outbox.get()  # expect: ASF606
            try:
                await self.smtp(mail, text)
            except OSError as exc:
                self.failed.append((mail, str(exc)))
            else:
                self.sent += 1

    async def run(self, workers=3):
        await asyncio.gather(*(self.worker() for _ in range(workers)))
        log.info("%d sent, %d failed", self.sent, len(self.failed))
