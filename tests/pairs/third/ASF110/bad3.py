"""Trio based installer that confirms each step."""
import pdb

import trio


class Step:
    def __init__(self, title, delay):
        self.title = title
        self.delay = delay

    async def apply(self):
        await trio.sleep(self.delay)
        return f"{self.title} done"


class Installer:
    def __init__(self, steps, debug=False):
        self.steps = steps
        self.debug = debug

    async def confirm(self, step):
        await trio.lowlevel.checkpoint()
        answer = input(f"apply {step.title}? [y/n] ")  # expect: ASF110
        return answer.lower().startswith("y")

    async def run(self):
        for step in self.steps:
            if not await self.confirm(step):
                continue
            try:
                print(await step.apply())
            except OSError:
                if self.debug:
                    pdb.set_trace()  # expect: ASF110
                raise


if __name__ == "__main__":
    trio.run(Installer([Step("database", 1), Step("web", 2)]).run)
