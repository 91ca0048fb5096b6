import asyncio


class Base:
    def __init__(self, bus) -> None:
        self.bus = bus
        self.state = "new"

    async def _publish(self, topic: str) -> None:
        await self.bus.send(topic, self.state)

    def describe(self) -> str:
        return self.state


class Lamp(Base):
    async def turn_on(self) -> None:
        self.state = "on"
        self._publish("lamp/state")  # expect: ASF301
        await asyncio.sleep(0)

    def turn_off(self) -> None:
        self.state = "off"
        self._publish("lamp/state")  # expect: ASF301
