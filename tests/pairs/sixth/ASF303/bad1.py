import asyncio


class Webhooks:
    """Fans events out to subscribers without making the publisher wait."""

    def __init__(self, post):
        self.post = post
        self.urls = []

    def subscribe(self, url):
        self.urls.append(url)

    def publish(self, event):
        for url in self.urls:
            asyncio.create_task(self.post(url, event))  # expect: ASF303

    async def publish_and_log(self, event):
        loop = asyncio.get_running_loop()
        _ = loop.create_task(self.post("log", event))  # expect: ASF303
        await asyncio.sleep(0)
        self.publish(event)


async def post(url, event):
    await asyncio.sleep(0.1)
    print(url, event)


async def main():
    hooks = Webhooks(post)
    hooks.subscribe("https://a.example.org")
    hooks.subscribe("https://b.example.org")
    await hooks.publish_and_log("created")
    await asyncio.sleep(1)


asyncio.run(main())
