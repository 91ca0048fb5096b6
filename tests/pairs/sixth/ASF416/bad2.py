import atexit
import weakref
from asyncio import AbstractEventLoop, StreamWriter


async def say_goodbye(writer: StreamWriter) -> None:
    writer.write(b"BYE\n")
    await writer.drain()
    writer.close()


class Peer:
    def __init__(self, loop: AbstractEventLoop, writer: StreamWriter) -> None:
        self.loop = loop
        self.writer = writer
        self._finalizer = weakref.finalize(self, Peer._goodbye, loop, writer)

    @staticmethod
    def _goodbye(loop: AbstractEventLoop, writer: StreamWriter) -> None:
        loop.run_until_complete(say_goodbye(writer))  # expect: ASF416


class Registry:
    def __init__(self, loop: AbstractEventLoop) -> None:
        self.loop = loop
        self.writers: list[StreamWriter] = []
        atexit.register(self.at_exit)

    async def flush(self) -> None:
        for writer in list(self.writers):
            await writer.drain()

    def _sync_flush(self) -> None:
        self.loop.run_until_complete(self.flush())

    def at_exit(self) -> None:
        if self.writers:
            self._sync_flush()  # expect: ASF416
