import asyncio
import threading


class Sidecar:
    def __init__(self, factory) -> None:
        self._factory = factory

    async def _main(self, port: int) -> None:
        server = await self._factory(port)
        await server.serve_forever()

    def start(self, port: int) -> threading.Thread:
        thread = threading.Thread(target=asyncio.run, args=(self._main(port),), daemon=True)
        thread.start()
        return thread

    async def once(self, port: int) -> None:
        await asyncio.to_thread(asyncio.run, self._main(port))

    async def on_own_loop(self, port: int) -> None:
        await asyncio.to_thread(lambda: asyncio.run(self._main(port)))
