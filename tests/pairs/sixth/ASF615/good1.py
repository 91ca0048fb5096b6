import asyncio
from contextlib import suppress


class Rpc:
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
        future = self._pending.pop(serial, None)
        if future is not None and not future.done():
            future.set_result(answer)

    def connection_lost(self, exc):
        pending, self._pending = self._pending, {}
        for future in pending.values():
            if future.done():
                continue
            future.set_exception(exc or ConnectionResetError())


class Prompt:
    def __init__(self, loop):
        self.future = loop.create_future()

    def answered(self, text):
        with suppress(asyncio.InvalidStateError):
            self.future.set_result(text)

    def expired(self):
        try:
            self.future.set_exception(TimeoutError())
        except asyncio.InvalidStateError:
            pass


def run_job(future, job):
    try:
        result = job()
    except Exception as exc:
        future.set_exception(exc)
    else:
        future.set_result(result)


async def resolved(value):
    future = asyncio.get_running_loop().create_future()
    future.set_result(value)
    return await future
