"""notify and wait on a condition that nobody holds."""
import asyncio
import threading


class Gate:
    def __init__(self) -> None:
        self._cond = threading.Condition()
        self.open = False

    def unlock(self) -> None:
        self.open = True
        self._cond.notify_all()  # expect: ASF602

    def signal(self) -> None:
        with self._cond:
            self.open = True
        self._cond.notify()  # expect: ASF602

    def pass_through(self) -> None:
        while not self.open:
            self._cond.wait()  # expect: ASF602


class AsyncGate:
    def __init__(self) -> None:
        self.changed = asyncio.Condition()
        self.open = False

    async def unlock(self) -> None:
        self.open = True
        self.changed.notify_all()  # expect: ASF602
