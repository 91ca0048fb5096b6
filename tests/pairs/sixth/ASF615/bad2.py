from asyncio import AbstractEventLoop, Future
from dataclasses import dataclass
from functools import partial


@dataclass
class Prompt:
    loop: AbstractEventLoop
    future: Future

    def answered(self, text: str) -> None:
        future = self.future
        future.set_result(text)  # expect: ASF615

    def expired(self, seconds: float) -> None:
        self.future.set_exception(TimeoutError(seconds))  # expect: ASF615


class Dialog:
    def __init__(self, loop: AbstractEventLoop, widget) -> None:
        self.loop = loop
        self.widget = widget

    async def ask(self, question: str, seconds: float = 30) -> str:
        prompt = Prompt(self.loop, self.loop.create_future())
        self.widget.show(question, on_answer=prompt.answered)
        self.loop.call_later(seconds, partial(prompt.expired, seconds))
        return await prompt.future
