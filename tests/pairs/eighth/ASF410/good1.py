"""Session keeper of a smart card terminal."""
import asyncio
import contextlib
import logging

import trio

log = logging.getLogger(__name__)


class Terminal:
    def __init__(self, card):
        self._card = card
        self._alive = None
        self._idle = None
        self._watchers = []
        self._answer = None

    async def open(self):
        self._alive = asyncio.create_task(self._keep_alive())
        self._watchers = [asyncio.create_task(self._watch(slot)) for slot in range(2)]
        self.touch()

    async def _keep_alive(self):
        while True:
            await asyncio.sleep(5)
            await self._card.ping()

    async def _watch(self, slot):
        async for event in self._card.events(slot):
            log.info("slot %d: %s", slot, event)

    def touch(self):
        if self._idle is not None:
            self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(60, self._card.power_down)

    async def extend(self, seconds):
        handle = asyncio.get_running_loop().call_later(seconds, self._card.power_down)
        ok = await self._card.ping()
        if ok:
            handle.cancel()
        return ok

    async def swap_keeper(self):
        previous, self._alive = self._alive, asyncio.create_task(self._keep_alive())
        if previous is not None:
            previous.cancel()
            await self._gone(previous)

    async def _gone(self, task):
        done, _ = await asyncio.wait({task})
        log.debug("%d keeper gone", len(done))

    async def close(self):
        alive, self._alive = self._alive, None
        if alive is not None:
            alive.cancel()
            try:
                await alive
            except asyncio.CancelledError:
                log.debug("keeper gone")
        watchers, self._watchers = self._watchers, []
        for watcher in watchers:
            watcher.cancel()
        await asyncio.gather(*watchers, return_exceptions=True)

    async def race(self, first, second):
        tasks = {asyncio.create_task(first()), asyncio.create_task(second())}
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        return done.pop().result()


async def blink(led, seconds):
    with trio.CancelScope() as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(led.pulse)
            await trio.sleep(seconds)
            scope.cancel()


class Order:
    def __init__(self, broker):
        self._broker = broker

    async def withdraw(self, order_id):
        order = await self._broker.find(order_id)
        order.cancel()
        return order
