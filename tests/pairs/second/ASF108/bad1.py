import asyncio
import threading


class PahoBase:
    def __init__(self, host: str) -> None:
        self._host = host
        self._connected = threading.Event()

    def on_connect(self, client, userdata, flags, rc) -> None:
        if rc == 0:
            self._connected.set()

    def on_disconnect(self, client, userdata, rc) -> None:
        self._connected.clear()


class AsyncBroker(PahoBase):
    def __init__(self, host: str, client) -> None:
        super().__init__(host)
        self._client = client

    async def open(self, timeout_s: float = 10.0) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self._client.connect, self._host)
        if not self._connected.wait(timeout_s):  # expect: ASF108
            raise TimeoutError(self._host)
