from contextlib import asynccontextmanager, contextmanager

import trio


class Upstream:
    def __init__(self, host, port):
        self.host = host
        self.port = port

    async def fetch(self, key):
        stream = await trio.open_tcp_stream(self.host, self.port)
        async with stream:
            await stream.send_all(key.encode())
            return await stream.receive_some(4096)


@asynccontextmanager
async def session(upstream: Upstream):
    stream = await trio.open_tcp_stream(upstream.host, upstream.port)
    try:
        yield stream
    finally:
        with trio.move_on_after(1, shield=True):
            await stream.send_all(b"QUIT\r\n")
        await stream.aclose()


@contextmanager
def timed(log, label):
    begin = trio.current_time()
    try:
        yield
    finally:
        log.info("%s: %.3f", label, trio.current_time() - begin)


def parse(blob):
    return blob.decode().splitlines()
