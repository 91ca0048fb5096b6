import asyncio
from typing import Optional


class Account:
    def __init__(self, api) -> None:
        self._api = api
        self._loop = asyncio.new_event_loop()
        self._name: Optional[str] = None

    @property
    def name(self) -> str:
        if self._name is None:
            self._name = self._loop.run_until_complete(self._api.display_name())
        return self._name


class Greeter:
    def __init__(self, account: Account, chat) -> None:
        self._account = account
        self._chat = chat

    async def greet(self) -> None:
        await self._chat.send("hello " + self._account.name)  # expect: ASF305
