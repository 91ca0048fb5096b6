import math

import trio


class Sensor:
    def __init__(self, name, host, port=7001):
        self.name = name
        self.host = host
        self.port = port

    async def pump(self, out):
        stream = await trio.open_tcp_stream(self.host, self.port)
        try:
            async for chunk in stream:
                await out.write(f"{self.name} {level(chunk):.2f}\n")
        finally:
            await stream.send_all(b"BYE\n")  # expect: ASF402
            await stream.aclose()


def level(chunk):
    if not chunk:
        return 0.0
    return math.sqrt(sum(b * b for b in chunk) / len(chunk))


async def tick(channel, every):
    async with channel:
        while True:
            await channel.send(trio.current_time())
            await trio.sleep(every)
