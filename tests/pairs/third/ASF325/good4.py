"""Desktop tool whose background thread owns a new loop."""
import asyncio
import threading


class Client:
    def __init__(self, url: str) -> None:
        self.url = url

    async def poll(self) -> str:
        await asyncio.sleep(0.1)
        return self.url


class LoopThread(threading.Thread):
    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.loop = asyncio.new_event_loop()

    def run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    def call(self, client: Client) -> str:
        return asyncio.run_coroutine_threadsafe(client.poll(), self.loop).result(10)

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)


def policy_name() -> str:
    return type(asyncio.get_event_loop_policy()).__name__


def main() -> None:
    thread = LoopThread()
    thread.start()
    print(thread.call(Client("https://example.org")), policy_name())
    thread.stop()
    thread.join()


if __name__ == "__main__":
    main()
