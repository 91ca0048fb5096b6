"""Support chat: messages are queued for the agents."""
import asyncio
import logging
import queue
import threading

log = logging.getLogger("support")


class Inbox:
    def __init__(self) -> None:
        self._messages: queue.Queue[str] = queue.Queue(maxsize=100)

    def post(self, text: str) -> bool:
        try:
            self._messages.put_nowait(text)
        except queue.Full:
            return False
        return True

    def next(self) -> str | None:
        if self._messages.empty():
            return None
        try:
            return self._messages.get_nowait()
        except queue.Empty:
            return None

    def depth(self) -> int:
        if not self._messages.empty():
            log.debug("backlog")
        return self._messages.qsize()


def agents(inbox: Inbox, n: int) -> None:
    def agent() -> None:
        while (text := inbox.next()) is not None:
            log.info(text)

    threads = [threading.Thread(target=agent) for _ in range(n)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


async def drain(incoming: asyncio.Queue) -> list[str]:
    batch = [await incoming.get()]
    while not incoming.empty():
        batch.append(incoming.get_nowait())
    return batch


async def offer(incoming: asyncio.Queue, text: str) -> bool:
    if incoming.full():
        log.warning("dropped")
        return False
    incoming.put_nowait(text)
    return True


async def chat(incoming: asyncio.Queue) -> None:
    while True:
        for text in await drain(incoming):
            log.info(text)


async def flush(incoming: asyncio.Queue, send) -> None:
    while not incoming.empty():
        text = incoming.get_nowait()
        await send(text)


def sort_mails(mails: list[tuple[int, str]]) -> list[str]:
    """A queue used as a heap by one function, never shared."""
    heap: queue.PriorityQueue[tuple[int, str]] = queue.PriorityQueue()
    for mail in mails:
        heap.put(mail)
    ordered = []
    while not heap.empty():
        ordered.append(heap.get()[1])
    return ordered


class Form:
    def __init__(self, fields: dict[str, str]) -> None:
        self.fields = fields

    def empty(self) -> bool:
        return not self.fields

    def get(self, name: str) -> str:
        return self.fields[name]


def subject(form: Form) -> str:
    if not form.empty():
        return form.get("subject")
    return "(none)"
