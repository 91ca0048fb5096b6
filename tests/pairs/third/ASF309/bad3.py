"""Trio proxy that counts the requests in progress for each upstream."""
import contextlib
from collections import Counter

import trio


class Upstream:
    def __init__(self, host, port):
        self.host = host
        self.port = port

    async def ask(self, line):
        stream = await trio.open_tcp_stream(self.host, self.port)
        async with stream:
            await stream.send_all(line)
            return await stream.receive_some(4096)


class Slot(contextlib.AbstractContextManager):
    def __init__(self, active, name):
        self.active = active
        self.name = name

    def __enter__(self):
        self.active[self.name] += 1
        return self

    def __exit__(self, *error):
        self.active[self.name] -= 1


class Proxy:
    def __init__(self, upstream: Upstream):
        self.upstream = upstream
        self.active = Counter()

    def ask(self, line):
        with Slot(self.active, self.upstream.host):
            return self.upstream.ask(line)  # expect: ASF309

    def route(self, line):
        match line[:1]:
            case b"#":
                return trio.sleep(1)
            case _:
                with Slot(self.active, "other") as slot:
                    print(slot.name, len(line))
                    return self.upstream.ask(line)  # expect: ASF309


async def main():
    proxy = Proxy(Upstream("localhost", 7))
    print(await proxy.ask(b"hello"))
    await proxy.route(b"#")


if __name__ == "__main__":
    trio.run(main)
