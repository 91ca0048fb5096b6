import asyncio
import subprocess


class Notifier:
    def __init__(self, title: str) -> None:
        self.title = title

    def _show(self, text: str) -> None:
        subprocess.run(["notify-send", self.title, text], check=False)

    def notify_now(self, text: str) -> None:
        self._show(text)


class QueueNotifier(Notifier):
    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.outbox: asyncio.Queue[str] = asyncio.Queue()

    def _show(self, text: str) -> None:
        self.outbox.put_nowait(f"{self.title}: {text}")

    async def notify(self, text: str) -> None:
        self._show(text)
        await asyncio.sleep(0)
