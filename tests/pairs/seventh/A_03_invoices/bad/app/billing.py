import asyncio

from .base import AuditedService
from .storage import totals


class Billing(AuditedService):
    def __init__(self, channel, config, conn, renderer):
        super().__init__(channel)
        self.config = config
        self.conn = conn
        self.renderer = renderer

    async def issue(self, invoice):
        template = self.config.template.read_text()  # expect: ASF104
        text = await asyncio.to_thread(self.renderer.render(template, invoice))  # expect: ASF113
        self.conn.execute("INSERT INTO invoice VALUES (?, ?)", (invoice["number"], invoice["total"]))  # expect: ASF106
        self.record("issued", number=invoice["number"])  # expect: ASF301
        return text

    async def report(self):
        loop = asyncio.get_running_loop()
        total = await loop.run_in_executor(None, totals, self.config.database)
        await self.record("report", total=total)
        return total or 0.0
