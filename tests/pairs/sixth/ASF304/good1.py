import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger(__name__)


def observe(future):
    if not future.cancelled() and future.exception():
        log.error("job failed", exc_info=future.exception())


class Fleet:
    def __init__(self, loop):
        self.loop = loop
        self.pool = ThreadPoolExecutor(2)
        self.tasks = []
        self.watch = None

    async def ping(self, host):
        await asyncio.sleep(0.1)
        return host

    def start(self, hosts):
        self.tasks = [asyncio.create_task(self.ping(h)) for h in hosts]
        self.watch = asyncio.create_task(self.ping("self"))
        self.watch.add_done_callback(observe)

    async def stop(self):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def all(self, hosts):
        results = await asyncio.gather(
            *(self.ping(h) for h in hosts), return_exceptions=True
        )
        return [r for r in results if not isinstance(r, BaseException)]

    async def strict(self, hosts):
        await asyncio.gather(*(self.ping(h) for h in hosts))

    async def settled(self, hosts):
        tasks = [asyncio.create_task(self.ping(h)) for h in hosts]
        await asyncio.wait(tasks)
        return [task.result() for task in tasks]

    def index(self, hosts):
        for name in self.pool.map(str.upper, hosts):
            print(name)
        job = self.pool.submit(len, hosts)
        return job.result()

    def quick(self, hosts):
        self.pool.submit(len, hosts).add_done_callback(observe)

    def from_thread(self, host):
        job = asyncio.run_coroutine_threadsafe(self.ping(host), self.loop)
        return job.result(5)


class Form:
    def submit(self, data):
        print(data)


def send(form: Form):
    form.submit({"a": 1})
