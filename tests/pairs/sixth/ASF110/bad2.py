import builtins
import pdb as debugger
from getpass import getpass as ask_secret

import trio


class Wizard:
    questions = ("name", "host", "port")
    ask = staticmethod(input)

    def __init__(self, strict=False):
        self.answers = {}
        self.strict = strict

    async def run(self):
        for question in self.questions:
            answer = builtins.input(f"{question}: ")  # expect: ASF110
            self.answers[question] = answer
            await trio.sleep(0)
        await self.credentials()

    async def credentials(self):
        await trio.sleep(0)
        self.answers["token"] = ask_secret("token: ")  # expect: ASF110


class StrictWizard(Wizard):
    async def credentials(self):
        await super().credentials()
        if not self.answers["token"]:
            debugger.set_trace()  # expect: ASF110


def main():
    wizard = StrictWizard(strict=True)
    trio.run(wizard.run)
    print(wizard.answers)


if __name__ == "__main__":
    main()
