import asyncio
import logging

from .remote import RemoteError, SchemaStore, fetch_schema

log = logging.getLogger(__name__)


class Resolver:
    def __init__(self, store: SchemaStore, mirrors: list[str], semaphore: asyncio.Semaphore) -> None:
        self.store = store
        self.mirrors = mirrors
        self.semaphore = semaphore

    async def load(self, name: str) -> dict:
        request = fetch_schema(self.store.host, name)
        for attempt in range(3):
            try:
                schema = await request  # expect: ASF306
                break
            except OSError as exc:
                log.info("attempt %d: %s", attempt, exc)
        else:
            schema = {}
        await self.store.put(name, schema)  # expect: ASF312
        return schema

    async def quickest(self, name: str) -> dict:
        tasks = [asyncio.create_task(fetch_schema(host, name)) for host in self.mirrors]
        done, pending = await asyncio.wait(tasks, timeout=2, return_when=asyncio.FIRST_COMPLETED)  # expect: ASF408
        for task in done:
            return task.result()
        raise TimeoutError(f"{name}: {len(pending)} mirrors did not answer")

    def safe(self, name: str):
        try:
            return self.store.get(name)  # expect: ASF309
        except (RemoteError, OSError):
            log.info("%s is missing", name)
            return asyncio.sleep(0, {})

    async def guarded(self, name: str) -> dict:
        async with self.semaphore:
            return await self.store.get(name)

    async def titles(self, names: list[str]) -> list[str]:
        schemas = [self.guarded(n) for n in names]
        return [s["title"] for s in schemas]  # expect: ASF302
