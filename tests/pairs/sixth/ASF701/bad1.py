"""Lines of a serial port as an asynchronous stream."""
import asyncio
import threading


class SerialLines:
    def __init__(self, port):
        self._port = port
        self._lines = asyncio.Queue()
        self._closed = asyncio.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)

    async def __aenter__(self):
        self._thread.start()
        return self

    async def __aexit__(self, *exc):
        self._port.cancel_read()
        await self._closed.wait()

    def _read(self):
        while True:
            line = self._port.readline()
            if not line:
                break
            self._lines.put_nowait(line)  # expect: ASF701
        self._closed.set()  # expect: ASF701

    async def next_line(self):
        return await self._lines.get()
