"""Serial console of a device simulator built with anyio."""
import getpass as gp

import anyio
from anyio.abc import ByteStream


class Console:
    prompt = "sim> "

    def __init__(self, stream: ByteStream) -> None:
        self.stream = stream

    async def authenticate(self) -> bool:
        secret = gp.getpass("console password: ")  # expect: ASF110
        await self.stream.send(secret.encode())
        return await self.stream.receive(2) == b"ok"

    async def loop(self) -> None:
        if not await self.authenticate():
            return
        while (line := input(self.prompt)) != "exit":  # expect: ASF110
            match line.split():
                case ["reset"]:
                    await self.stream.send(b"\x00")
                case ["send", *words]:
                    await self.stream.send(" ".join(words).encode())
                case _:
                    print("reset | send TEXT | exit", await self.stream.receive())


async def main() -> None:
    stream = await anyio.connect_tcp("127.0.0.1", 9100)
    async with stream:
        await Console(stream).loop()


if __name__ == "__main__":
    anyio.run(main)
