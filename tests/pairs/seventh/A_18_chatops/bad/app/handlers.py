import asyncio
import logging
import random

from .base import Handler

log = logging.getLogger("chatops.handlers")


class Ping(Handler):
    prefix = "!ping"

    async def handle(self, message):
        lag = self.transport.latency()
        log.info("latency of %s: %s", message["room"], round(lag, 3))  # expect: ASF302
        self.reply(message, "pong")  # expect: ASF301


class Dice(Handler):
    prefix = "!roll"

    async def handle(self, message):
        await self.reply(message, str(random.randint(1, 6)))
        await self.audit(message)


class Reminder(Handler):
    prefix = "!remind"

    def __init__(self, transport, delay=60):
        super().__init__(transport)
        self.delay = delay
        self.due = set()

    async def handle(self, message):
        loop = asyncio.get_running_loop()
        loop.call_later(self.delay, self.reply, message, "time is up")  # expect: ASF307
