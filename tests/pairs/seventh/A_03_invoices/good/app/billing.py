import asyncio

from .base import AuditedService
from .storage import insert, totals


class Billing(AuditedService):
    def __init__(self, channel, config, renderer):
        super().__init__(channel)
        self.config = config
        self.renderer = renderer

    async def issue(self, invoice):
        template = await asyncio.to_thread(self.config.template.read_text)
        text = await asyncio.to_thread(self.renderer.render, template, invoice)
        await asyncio.to_thread(insert, self.config.database, invoice["number"], invoice["total"])
        await self.record("issued", number=invoice["number"])
        return text

    async def report(self):
        loop = asyncio.get_running_loop()
        total = await loop.run_in_executor(None, totals, self.config.database)
        await self.record("report", total=total)
        return total or 0.0
