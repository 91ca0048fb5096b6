import asyncio


class Rpc:
    """Requests over a line; the answer or the loss of the line ends each of them."""

    def __init__(self, transport):
        self._transport = transport
        self._pending = {}
        self._serial = 0

    def request(self, payload):
        self._serial += 1
        future = asyncio.get_running_loop().create_future()
        self._pending[self._serial] = future
        self._transport.write(payload)
        return future

    def answer_received(self, serial, answer):
        self._pending[serial].set_result(answer)  # expect: ASF615

    def connection_lost(self, exc):
        for future in self._pending.values():
            future.set_exception(exc or ConnectionResetError())  # expect: ASF615
        self._pending.clear()
