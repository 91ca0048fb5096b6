"""The last thing the constructor does, or a method of its own."""
import asyncio
import threading


class Poller:
    def __init__(self, url: str) -> None:
        self.url = url
        self.task = asyncio.create_task(self.run())

    async def run(self) -> None:
        await asyncio.sleep(1)


class Reader:
    def __init__(self) -> None:
        self.name = "reader"
        self.thread = threading.Thread(target=self.read, daemon=True)

    def start(self) -> None:
        self.thread.start()

    def read(self) -> None:
        print("reading")


def main() -> None:
    Reader().start()


if __name__ == "__main__":
    main()
