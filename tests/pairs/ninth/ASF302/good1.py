"""Permission middleware; hooks may be sync or async."""
import asyncio
import inspect
import json
import logging
from typing import Any, Callable, Coroutine, Optional

logger = logging.getLogger(__name__)

Hook = Callable[[str], Any]


class Permissions:
    def __init__(self, hook: Optional[Hook] = None) -> None:
        self._hook = hook
        self._pending: Optional[Coroutine[Any, Any, bool]] = None

    async def allows(self, user: str) -> bool:
        await asyncio.sleep(0)
        return user != "guest"

    @property
    async def epoch(self) -> int:
        await asyncio.sleep(0)
        return 3

    def allows_cached(self, user: str) -> bool:
        return user in {"root", "admin"}

    async def check(self, user: str) -> bool:
        result = self._hook(user) if self._hook else None
        if inspect.isawaitable(result):
            result = await result
        if result is None:
            result = await self.allows(user)
        return bool(result)

    def prepare(self, user: str) -> None:
        self._pending = self.allows(user)

    async def settle(self) -> bool:
        pending, self._pending = self._pending, None
        if pending is None:
            return False
        return await pending

    def discard(self) -> None:
        pending, self._pending = self._pending, None
        if pending:
            logger.debug("discarding %s", pending.cr_code.co_name)
            pending.close()

    async def describe(self, users: list[str]) -> str:
        verdicts = await asyncio.gather(*[self.allows(u) for u in users])
        table = dict(zip(users, verdicts))
        head = f"epoch {await self.epoch}: {sum(verdicts)} of {len(users)}"
        if self.allows_cached("root") and (await self.allows("root")) == True:  # noqa: E712
            head += " +root"
        return head + json.dumps(table)


async def main() -> None:
    perms = Permissions(lambda user: user == "alice")
    print(await perms.check("alice"), await perms.describe(["alice", "guest"]))
    perms.prepare("bob")
    print(await perms.settle())


if __name__ == "__main__":
    asyncio.run(main())
