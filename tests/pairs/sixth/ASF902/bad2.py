from functools import partial


class Deployment:
    def __init__(self, client, name: str) -> None:
        self.client = client
        self.name = name
        self.log: list[str] = []
        self._steps = [  # expect: ASF902
            self.check_name,
            self.upload,
            partial(self.switch, traffic=100),
        ]
        self._undo = (self.forget, self.switch_back)  # expect: ASF902

    def check_name(self) -> bool:
        return self.name.isidentifier()

    async def upload(self) -> bool:
        return await self.client.upload(self.name)

    async def switch(self, traffic: int) -> bool:
        return await self.client.route(self.name, traffic)

    async def switch_back(self) -> None:
        await self.client.route(self.name, 0)

    def forget(self) -> None:
        self.log.clear()

    def undo(self) -> None:
        for action in self._undo:
            action()

    async def run(self) -> bool:
        for step in self._steps:
            if not await step():
                self.log.append(f"{self.name} failed")
                return False
        return True
