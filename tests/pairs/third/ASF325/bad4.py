"""Desktop tool that runs a network client in a background thread."""
import asyncio
import threading
from collections.abc import Callable


class Client:
    def __init__(self, url: str) -> None:
        self.url = url

    async def poll(self) -> str:
        await asyncio.sleep(0.1)
        return self.url

    async def several(self, loop: asyncio.AbstractEventLoop) -> list[str]:
        return await asyncio.gather(self.poll(), self.poll(), loop=loop)  # expect: ASF325

    async def guarded(self, loop: asyncio.AbstractEventLoop) -> str:
        task = asyncio.ensure_future(self.poll(), loop=loop)
        return await asyncio.shield(task, loop=loop)  # expect: ASF325

    async def name(self) -> str:
        task = asyncio.Task.current_task()  # expect: ASF325
        return task.get_name()


def background(client: Client, report: Callable[[str], None]) -> None:
    loop = asyncio.get_event_loop()  # expect: ASF325
    report(loop.run_until_complete(client.poll()))


def main() -> None:
    client = Client("https://example.org")
    thread = threading.Thread(target=background, args=(client, print))
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
