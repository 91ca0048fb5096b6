import asyncio
import signal as sig
import socket
import threading
from functools import partial


class EmbeddedServer:
    def __init__(self, handler, port: int) -> None:
        self.handler = handler
        self.port = port
        self.closing: asyncio.Event | None = None

    async def main(self) -> None:
        self.closing = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(sig.SIGINT, self.closing.set)  # expect: ASF709
        server = await asyncio.start_server(self.handler, "localhost", self.port)
        async with server:
            await self.closing.wait()


def run_server(handler, port: int) -> None:
    asyncio.run(EmbeddedServer(handler, port).main())


def arm(wakeup: socket.socket) -> None:
    sig.set_wakeup_fd(wakeup.fileno())  # expect: ASF709


def embed(handler, wakeup: socket.socket) -> threading.Thread:
    helper = threading.Thread(target=arm, args=(wakeup,))
    helper.start()
    helper.join()
    thread = threading.Thread(target=partial(run_server, handler, 8080), daemon=True)
    thread.start()
    return thread
