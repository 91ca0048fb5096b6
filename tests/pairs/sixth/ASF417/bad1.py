import asyncio
import signal


class Daemon:
    def __init__(self) -> None:
        self.stopping = asyncio.Event()
        self.reloads = 0

    def on_term(self, signum: int, frame: object) -> None:
        self.stopping.set()

    async def run(self) -> None:
        signal.signal(signal.SIGTERM, self.on_term)  # expect: ASF417
        print("running, reloads:", self.reloads)
        await self.stopping.wait()


async def main() -> None:
    daemon = Daemon()
    previous = signal.signal(signal.SIGINT, daemon.on_term)  # expect: ASF417
    print("was", previous)
    await daemon.run()


if __name__ == "__main__":
    asyncio.run(main())
