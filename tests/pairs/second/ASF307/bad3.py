import asyncio
import atexit
import functools
import signal


class Application:
    def __init__(self, server) -> None:
        self._server = server
        self._done = asyncio.Event()
        atexit.register(self.aclose)  # expect: ASF307

    async def aclose(self) -> None:
        await self._server.close()

    async def _shutdown(self, signum: signal.Signals) -> None:
        await self._server.drain(signum.name)
        self._done.set()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        for signum in (signal.SIGINT, signal.SIGTERM):
            handler = functools.partial(self._shutdown, signum)
            loop.add_signal_handler(signum, handler)  # expect: ASF307
        await self._done.wait()
