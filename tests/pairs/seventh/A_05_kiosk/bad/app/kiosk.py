import asyncio


class Kiosk:
    def __init__(self, link, telemetry, prices):
        self.link = link
        self.telemetry = telemetry
        self.prices = prices

    async def warm_up(self):
        connecting = asyncio.create_task(self.link.connect())
        while not self.link.ready:  # expect: ASF111
            pass
        await connecting

    async def serve_customer(self):
        loop = asyncio.get_running_loop()
        choice = input("item> ")  # expect: ASF110
        if choice not in self.prices:
            return False
        await self.link.send({"item": choice, "price": self.prices[choice]})
        self.prices[choice] > 0 and self.link.cut()  # expect: ASF301
        self.telemetry.note(choice)
        loop.call_later(3600, self.telemetry.trim)
        return True

    async def run(self):
        loop = asyncio.get_running_loop()
        loop.call_later(30, self.telemetry.flush)  # expect: ASF112
        await self.warm_up()
        queue = ["open"]
        while queue:
            queue.pop()
            if await self.serve_customer():
                queue.append("next")
