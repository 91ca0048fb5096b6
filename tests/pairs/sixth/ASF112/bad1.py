import asyncio
import time

import requests


class Announcer:
    def __init__(self, url, interval=30):
        self.url = url
        self.interval = interval
        self.handle = None

    def start(self, loop):
        self.handle = loop.call_later(self.interval, self.announce)  # expect: ASF112

    def announce(self):
        requests.put(self.url, json={"up": True}, timeout=3)

    def stop(self):
        if self.handle is not None:
            self.handle.cancel()


def finished(task):
    print("finished", task.get_name())
    time.sleep(0.5)


async def work():
    await asyncio.sleep(60)


async def main():
    loop = asyncio.get_running_loop()
    announcer = Announcer("http://directory.local/me")
    announcer.start(loop)
    task = asyncio.create_task(work())
    task.add_done_callback(finished)  # expect: ASF112
    await task
    announcer.stop()


asyncio.run(main())
