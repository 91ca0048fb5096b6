from asyncio import sleep as pause


class Client:
    def __init__(self, transport) -> None:
        self.transport = transport

    async def request(self, body: bytes, tries: int = 3) -> bytes | None:
        for attempt in range(tries):
            try:
                return await self.transport.exchange(body)
            except ConnectionError:
                pause(0.2 * attempt)  # expect: ASF301
        return None
