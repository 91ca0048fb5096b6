import asyncio
import threading


class Renderer:
    def __init__(self, theme: str) -> None:
        self.theme = theme
        self.count = 0

    def __call__(self, page: str) -> str:
        self.count += 1
        return f"[{self.theme}] {page}"


class Poller:
    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop

    def __call__(self) -> None:
        while not self.stop.wait(1):
            continue


async def render(page: str) -> str:
    return await asyncio.to_thread(Renderer("dark"), page)


def start_polling(stop: threading.Event) -> threading.Thread:
    thread = threading.Thread(target=Poller(stop), daemon=True)
    thread.start()
    return thread
