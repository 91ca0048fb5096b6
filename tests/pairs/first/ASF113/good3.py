import asyncio
import threading


def thumb(data: bytes) -> bytes:
    return data[:16]


def passthrough(data: bytes) -> bytes:
    return data


FILTERS = {"thumb": thumb, "none": passthrough}


class Pipeline:
    def do_reverse(self, data: bytes) -> bytes:
        return data[::-1]

    def _step(self, name: str):
        return getattr(self, f"do_{name}")

    async def run(self, name: str, data: bytes) -> bytes:
        if hasattr(self, f"do_{name}"):
            return await asyncio.to_thread(getattr(self, f"do_{name}"), data)
        return await asyncio.to_thread(FILTERS.get(name, passthrough), data)

    def run_detached(self, name: str, data: bytes) -> threading.Thread:
        thread = threading.Thread(target=self._step(name), args=(data,))
        thread.start()
        return thread
