"""Interactive chat client that reads its keyboard in a thread."""
import asyncio
import getpass


class ChatClient:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port

    async def ask(self, prompt: str) -> str:
        return await asyncio.to_thread(input, prompt)

    async def secret(self) -> str:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, lambda: getpass.getpass("password: "))

    async def session(self) -> None:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(f"{getpass.getuser()} {await self.secret()}\n".encode())
        await writer.drain()
        while (text := await self.ask("> ")) != "/quit":
            writer.write(text.encode() + b"\n")
            await writer.drain()
            print(await reader.readline())
        writer.close()
        await writer.wait_closed()


async def main() -> None:
    await ChatClient("localhost", 7000).session()


if __name__ == "__main__":
    asyncio.run(main())
