"""MQTT gateway whose network thread hands messages to an asyncio loop."""
import asyncio
import threading

import paho.mqtt.client as mqtt


class Store:
    async def save(self, topic: str, payload: bytes) -> None:
        await asyncio.sleep(0.01)
        print(topic, len(payload))

    async def flush(self) -> None:
        await asyncio.sleep(0.1)


class Gateway:
    def __init__(self, loop: asyncio.AbstractEventLoop, store: Store) -> None:
        self.loop = loop
        self.store = store
        self.client = mqtt.Client()
        self.client.on_message = self.on_message
        self.client.on_disconnect = self.on_disconnect

    def on_message(self, client, userdata, message) -> None:
        asyncio.run_coroutine_threadsafe(self.store.save(message.topic, message.payload), self.loop)  # expect: ASF304

    def on_disconnect(self, client, userdata, code) -> None:
        asyncio.run_coroutine_threadsafe(self.store.flush(), self.loop)  # expect: ASF304

    def serve(self) -> None:
        self.client.connect("localhost", 1883)
        self.client.loop_forever()


async def main() -> None:
    gateway = Gateway(asyncio.get_running_loop(), Store())
    thread = threading.Thread(target=gateway.serve, daemon=True)
    thread.start()
    await asyncio.sleep(3600)


if __name__ == "__main__":
    asyncio.run(main())
