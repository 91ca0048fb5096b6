"""Started before the object is whole."""
import asyncio
import threading


class Poller:
    def __init__(self, url: str) -> None:
        self.task = asyncio.create_task(self.run())  # expect: ASF318
        self.url = url

    async def run(self) -> None:
        await asyncio.sleep(1)


class Reader:
    def __init__(self) -> None:
        thread = threading.Thread(target=self.read, daemon=True)
        thread.start()  # expect: ASF318
        self.name = "reader"

    def read(self) -> None:
        print("reading")


def tick() -> None:
    print("tick")


background = threading.Thread(target=tick, daemon=True)
background.start()  # expect: ASF318
