"""By a helper, and through super().__init__."""
import asyncio
import threading


class Base:
    def __init__(self) -> None:
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self) -> None:
        print("run")


class Service:
    def __init__(self, name: str) -> None:
        self._launch()  # expect: ASF318
        self.name = name

    def _launch(self) -> None:
        self._task = asyncio.ensure_future(self.serve())

    async def serve(self) -> None:
        await asyncio.sleep(1)
