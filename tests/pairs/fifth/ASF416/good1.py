"""A new loop at exit, and plain clean-up."""
import asyncio
import atexit


class Client:
    def __init__(self, sock) -> None:
        self.sock = sock

    async def close(self) -> None:
        await asyncio.sleep(0)
        self.sock.close()

    def __del__(self) -> None:
        self.sock.close()


client = Client(open)


def at_exit() -> None:
    asyncio.run(client.close())


atexit.register(at_exit)
