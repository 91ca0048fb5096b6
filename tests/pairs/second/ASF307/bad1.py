import threading


class Transport:
    def __init__(self, sock) -> None:
        self._sock = sock

    async def _listen(self) -> None:
        while frame := await self._sock.recv():
            await self.on_frame(frame)

    async def on_frame(self, frame: bytes) -> None:
        raise NotImplementedError


class Controller(Transport):
    def __init__(self, sock, bus) -> None:
        super().__init__(sock)
        self._bus = bus

    async def on_frame(self, frame: bytes) -> None:
        await self._bus.publish(frame)

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self._listen, name="listener", daemon=True)  # expect: ASF307
        thread.start()
        return thread
