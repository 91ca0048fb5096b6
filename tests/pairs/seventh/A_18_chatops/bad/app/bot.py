import asyncio
import threading

from .handlers import Dice, Ping, Reminder
from .transport import Transport


class Bot:
    def __init__(self, transport):
        self.transport = transport
        self.handlers = [Ping(transport), Dice(transport), Reminder(transport)]
        self.loop = None
        self.running = set()

    async def run(self):
        self.loop = asyncio.get_running_loop()
        await self.transport.connect()
        threading.Thread(target=self.console, daemon=True).start()
        async for message in self.transport.messages():
            for handler in self.handlers:
                if handler.matches(message):
                    asyncio.create_task(handler.handle(message))  # expect: ASF303

    def console(self):
        while True:
            text = input()
            asyncio.run_coroutine_threadsafe(self.transport.send(text=text), self.loop)  # expect: ASF304


if __name__ == "__main__":
    asyncio.run(Bot(Transport("chat.local", 6000)).run())
