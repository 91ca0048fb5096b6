import asyncio


class Template:
    """A page template whose placeholders are coroutines."""

    def __init__(self, parts):
        self.parts = parts

    async def resolve(self, name):
        await asyncio.sleep(0)
        return self.parts[name]

    def render(self, name):
        return "<p>" + asyncio.run(self.resolve(name)) + "</p>"


class Site:
    def __init__(self, template):
        self.template = template
        self.pages = {}

    async def menu(self):
        loop = asyncio.get_running_loop()
        return loop.run_until_complete(self.template.resolve("menu"))  # expect: ASF305

    async def build(self, names):
        for name in names:
            self.pages[name] = asyncio.run(self.template.resolve(name))  # expect: ASF305
            await asyncio.sleep(0)


async def main():
    site = Site(Template({"home": "Welcome", "menu": "Home"}))
    await site.build(["home"])
    print(site.pages)


asyncio.run(main())
