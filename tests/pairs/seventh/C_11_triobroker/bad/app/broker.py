import trio

from .metrics import measured


class Broker:
    def __init__(self, store):
        self.store = store
        self.subscribers = set()
        self.topics = {}

    def subscribe(self, depth=10):
        send, receive = trio.open_memory_channel(depth)
        self.subscribers.add(send)
        return send, receive

    def unsubscribe(self, send):
        self.subscribers.discard(send)
        send.close()

    @measured("publish")  # expect: ASF904
    async def publish(self, topic, payload):
        self.topics[topic] = payload
        await self.store.save(topic, payload)
        for send in self.subscribers:  # expect: ASF801
            await send.send((topic, payload))

    @measured("retained")
    def retained(self):
        return sorted(self.topics)
