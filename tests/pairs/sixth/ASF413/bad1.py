import asyncio


class Client:
    def __init__(self, host: str) -> None:
        self.host = host

    async def request(self, line: bytes, timeout: float = 5.0) -> bytes:  # expect: ASF413
        async with asyncio.timeout(timeout):
            reader, writer = await asyncio.open_connection(self.host, 7)
            writer.write(line)
            await writer.drain()
            answer = await reader.readline()
        writer.close()
        return answer


async def ping(host: str, *, timeout: float) -> bool:  # expect: ASF413
    try:
        answer = await Client(host).request(b"ping\n", timeout)
    except TimeoutError:
        return False
    return answer == b"pong\n"


if __name__ == "__main__":
    print(asyncio.run(ping("localhost", timeout=2)))
