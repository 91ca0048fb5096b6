"""Finalisers that want the loop."""
import asyncio
import atexit


class Client:
    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()

    async def close(self) -> None:
        await asyncio.sleep(0)

    def __del__(self) -> None:
        self.loop.create_task(self.close())  # expect: ASF416


class Other:
    async def close(self) -> None:
        await asyncio.sleep(0)

    def _shutdown(self) -> None:
        asyncio.get_event_loop().run_until_complete(self.close())

    def __del__(self) -> None:
        self._shutdown()  # expect: ASF416
