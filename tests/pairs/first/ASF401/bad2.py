import asyncio


class Probe:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port

    async def check(self) -> bool:
        writer = None
        try:
            _, writer = await asyncio.open_connection(self.host, self.port)
            return True
        except:  # expect: ASF401
            return False
        finally:
            if writer is not None:
                writer.close()
