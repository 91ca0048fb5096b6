import contextlib
import io

import anyio

from app.frontier import Frontier
from app.locks import host_limiter, robots_lock
from app.robots import Robots


class Crawler:
    def __init__(self, fetch, plugins):
        self.frontier = Frontier(fetch)
        self.robots = Robots(fetch, robots_lock())
        self.limiter = host_limiter(8)
        self.plugins = plugins
        self.reports = []

    async def crawl(self, host, path="/"):
        if not await self.robots.allowed(host, path):
            return
        async with self.limiter:
            links = await self.frontier.visit(f"https://{host}{path}")
        async with anyio.create_task_group() as tg:
            for link in links:
                tg.start_soon(self.crawl, host, link)

    async def run_plugin(self, plugin):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):  # expect: ASF706
            await plugin.inspect(self.frontier.pages)
        self.reports.append(out.getvalue())

    async def run(self, hosts):
        async with anyio.create_task_group() as tg:
            for host in hosts:
                tg.start_soon(self.crawl, host)
        async with anyio.create_task_group() as tg:
            for plugin in self.plugins:
                tg.start_soon(self.run_plugin, plugin)
        return self.reports
