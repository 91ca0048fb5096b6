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
        return c.fetch(target.url).text  # expect: ASF102

    async def sweep(self):
        for target in list(self.targets):
            self.results[target.slug()] = guarded(target.status)  # expect: ASF120
            c.breather()  # expect: ASF101

    async def route(self, host):
        return c.check(["traceroute", host])  # expect: ASF103

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
