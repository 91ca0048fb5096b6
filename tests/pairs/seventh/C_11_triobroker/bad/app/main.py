import trio

from .broker import Broker
from .metrics import average
from .store import MemoryStore


async def listen(broker, name, count):
    send, receive = broker.subscribe()
    try:
        for _ in range(count):
            topic, payload = await receive.receive()
            print(name, topic, payload)
    finally:
        broker.unsubscribe(send)


async def publish_all(broker):
    for n in range(20):
        await broker.publish("ticks", {"n": n})
        await trio.sleep(0.05)


async def main():
    broker = Broker(MemoryStore())
    async with trio.open_nursery() as nursery:
        nursery.start_soon(listen, broker, "short", 5)
        nursery.start_soon(listen, broker, "long", 20)
        await trio.sleep(0.1)
        nursery.start_soon(publish_all, broker)
    print(average("publish"), broker.retained())


if __name__ == "__main__":
    trio.run(main)
