import asyncio
import threading


class Isolated:
    def __init__(self, job_factory) -> None:
        self._job_factory = job_factory

    async def _work(self, name: str) -> str:
        return await self._job_factory(name)

    def _run(self, name: str) -> str:
        return asyncio.run(self._work(name))

    async def execute(self, name: str) -> str:
        return await asyncio.to_thread(self._run, name)

    async def detached(self, name: str) -> threading.Thread:
        def target() -> None:
            with asyncio.Runner() as runner:
                runner.run(self._work(name))

        thread = threading.Thread(target=target, daemon=True)
        thread.start()
        return thread
