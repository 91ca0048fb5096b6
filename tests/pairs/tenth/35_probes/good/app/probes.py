import asyncio
import logging

import app.calls as c
from .apply import deferred, guarded
from .targets import Target

log = logging.getLogger(__name__)


class Prober:
    def __init__(self, targets: list[Target]):
        self.targets = targets
        self.results = {}

    async def body(self, target: Target):
        reply = await c.in_thread(c.fetch, target.url)
        return reply.text

    async def sweep(self):
        for target in list(self.targets):
            self.results[target.slug()] = await c.in_thread(guarded, target.status)
            await asyncio.sleep(0.25)

    async def route(self, host):
        return await asyncio.to_thread(c.check, ["traceroute", host])

    async def slugs(self):
        return [guarded(target.slug) for target in self.targets]

    async def prepare(self):
        return [deferred(target.status) for target in self.targets]

    def status_now(self):
        return [guarded(target.status) for target in self.targets]


def main(targets):
    prober = Prober(targets)
    c.run_now(prober.sweep())
    c.breather()
