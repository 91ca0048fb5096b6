"""Request broker whose runtime object has a method of its own for the loop."""
import asyncio


class Runtime:
    """Remembers the loop it was made in."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def get_event_loop(self) -> asyncio.AbstractEventLoop:
        return self._loop


class Broker:
    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime

    async def request(self, text: str) -> str:
        future = self.runtime.get_event_loop().create_future()
        self.runtime.get_event_loop().call_later(0.1, self.reply, future, text)
        return await future

    def reply(self, future: "asyncio.Future[str]", text: str) -> None:
        if not future.done():
            future.set_result(text.upper())


async def main() -> None:
    runtime = Runtime(asyncio.get_running_loop())
    print(await Broker(runtime).request("hello"))


if __name__ == "__main__":
    asyncio.run(main())
