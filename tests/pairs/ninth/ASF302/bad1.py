"""GraphQL-ish resolver layer for the subscription service."""
import asyncio
import json
import logging
from typing import Awaitable, Callable, Optional

logger = logging.getLogger("resolver")


class QuotaStore:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._used: dict[str, int] = {}

    async def used(self, tenant: str) -> int:
        await asyncio.sleep(0.01)
        return self._used.get(tenant, 0)

    async def snapshot(self) -> dict[str, int]:
        await asyncio.sleep(0.01)
        return dict(self._used)


class Policy:
    def __init__(self, check: Optional[Callable[[str], Awaitable[bool]]] = None) -> None:
        self.check = check

    async def allows(self, user: str, action: str) -> bool:
        await asyncio.sleep(0)
        return (user, action) != ("guest", "delete")

    @property
    async def revision(self) -> int:
        await asyncio.sleep(0)
        return 7


class SubscriptionAPI:
    def __init__(self, quota: QuotaStore, policy: Policy) -> None:
        self.quota = quota
        self.policy = policy
        self._rows: dict[str, dict] = {}

    def visible_actions(self, user: str) -> list[str]:
        known = ("view", "modify", "delete")
        return [name for name in known if self.policy.allows(user, name)]  # expect: ASF302

    async def create(self, tenant: str, body: dict) -> dict:
        count = self.quota.used
        if count(tenant) >= self.quota.limit:  # expect: ASF302
            raise PermissionError(tenant)
        if not await self.policy.allows(tenant, "modify"):
            raise PermissionError("modify")
        row = {"tenant": tenant, **body}
        self._rows[tenant] = row
        return row

    async def report(self) -> str:
        try:
            usage = json.dumps(self.quota.snapshot(), sort_keys=True)  # expect: ASF302
        except ValueError:
            logger.exception("usage could not be encoded")
            usage = "{}"
        header = f"policy revision {self.policy.revision}"  # expect: ASF302
        return header + "\n" + usage

    async def drop(self, user: str, tenant: str) -> bool:
        if (granted := self.policy.allows(user, "delete")) and tenant in self._rows:  # expect: ASF302
            logger.info("dropping %s", tenant)
            del self._rows[tenant]
            return True
        granted.close()
        return False


async def main() -> None:
    api = SubscriptionAPI(QuotaStore(10), Policy())
    await api.create("acme", {"plan": "gold"})
    print(await api.report())
    print(api.visible_actions("guest"))
    await api.drop("guest", "acme")


if __name__ == "__main__":
    asyncio.run(main())
