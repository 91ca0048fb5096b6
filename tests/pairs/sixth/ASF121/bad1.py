import asyncio
import json
import os


class Preferences:
    def __init__(self, path):
        self.path = path
        self.values = {}

    def load(self):
        with open(self.path) as fh:
            self.values = json.load(fh)

    def save(self):
        temporary = self.path + ".tmp"
        with open(temporary, "w") as fh:
            json.dump(self.values, fh)
        os.replace(temporary, self.path)

    def set(self, key, value):
        self.values[key] = value
        self.save()


class Handler:
    def __init__(self, prefs: Preferences):
        self.prefs = prefs

    async def on_start(self):
        self.prefs.load()  # expect: ASF121
        await asyncio.sleep(0)

    async def on_theme(self, theme):
        await asyncio.sleep(0)
        self.prefs.set("theme", theme)  # expect: ASF121


async def main():
    handler = Handler(Preferences("prefs.json"))
    await handler.on_start()
    await handler.on_theme("dark")


asyncio.run(main())
