import shutil
import threading
from functools import partial

import trio


class Janitor:
    def __init__(self, root: str) -> None:
        self.root = root

    def _wipe(self, name: str):
        return partial(shutil.rmtree, f"{self.root}/{name}", ignore_errors=True)

    def _touch(self, name: str):
        def work() -> None:
            with open(f"{self.root}/{name}", "a"):
                pass

        return work

    def _in_background(self, job) -> threading.Thread:
        thread = threading.Thread(target=job, daemon=True)
        thread.start()
        return thread

    async def clean(self, name: str) -> None:
        await trio.to_thread.run_sync(self._wipe(name))
        job = self._touch(name)
        self._in_background(job)
