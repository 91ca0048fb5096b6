"""MQTT gateway that waits for, or watches, what it hands to the loop."""
import asyncio
import logging
import threading
from concurrent.futures import Future

logger = logging.getLogger("gateway")


class Store:
    async def save(self, topic: str, payload: bytes) -> int:
        await asyncio.sleep(0.01)
        return len(topic) + len(payload)


class Gateway:
    def __init__(self, loop: asyncio.AbstractEventLoop, store: Store) -> None:
        self.loop = loop
        self.store = store

    def watched(self, future: Future) -> None:
        try:
            logger.info("saved %d", future.result())
        except OSError:
            logger.exception("not saved")

    def on_message(self, topic: str, payload: bytes) -> None:
        future = asyncio.run_coroutine_threadsafe(self.store.save(topic, payload), self.loop)
        future.add_done_callback(self.watched)

    def on_command(self, topic: str) -> int:
        return asyncio.run_coroutine_threadsafe(self.store.save(topic, b""), self.loop).result(5)

    def serve(self) -> None:
        for number in range(3):
            self.on_message("temperature", bytes([number]))
        print(self.on_command("stop"))


async def main() -> None:
    gateway = Gateway(asyncio.get_running_loop(), Store())
    thread = threading.Thread(target=gateway.serve, daemon=True)
    thread.start()
    await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(main())
