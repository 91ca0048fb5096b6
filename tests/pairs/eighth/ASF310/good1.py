"""Batch e-mail campaigns."""
from __future__ import annotations

import asyncio
import functools
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Awaitable, Callable

log = logging.getLogger("campaign")


@dataclass
class Recipient:
    address: str
    score: int


async def deliver(recipient: Recipient, text: str) -> str:
    await asyncio.sleep(0.01)
    return f"{recipient.address}: {len(text)}"


def render(template: str, recipient: Recipient) -> str:
    return template.format(recipient.address)


def make_reminder(recipient: Recipient) -> Callable[[], None]:
    def remind() -> None:
        log.info("reminding %s", recipient.address)

    return remind


class Campaign:
    def __init__(self, template: str) -> None:
        self.template = template
        self.actions: dict[str, Callable[[], Awaitable[str]]] = {}

    def prepare(self, recipients: list[Recipient], loop: asyncio.AbstractEventLoop) -> None:
        for recipient in recipients:
            text = render(self.template, recipient)
            self.actions[recipient.address] = lambda r=recipient, t=text: deliver(r, t)
            loop.call_later(60, make_reminder(recipient))
            loop.call_later(90, functools.partial(log.info, "done with %s", recipient.address))
            loop.call_later(120, lambda: log.info("campaign %s", self.template))

    def best(self, groups: dict[str, list[Recipient]]) -> list[Recipient]:
        chosen = []
        for bonus, (name, members) in enumerate(groups.items()):
            members.sort(key=lambda member: member.score + bonus)
            good = list(filter(lambda member: member.score > bonus, members))
            log.info("%s: %d", name, len(good))
            chosen.extend(good)
        return chosen

    async def in_batches(self, batches: list[list[Recipient]]) -> list[str]:
        sent: list[str] = []
        for number, batch in enumerate(batches):

            async def one(recipient: Recipient) -> None:
                sent.append(await deliver(recipient, f"{self.template} #{number}"))

            async with asyncio.TaskGroup() as group:
                for recipient in batch:
                    group.create_task(one(recipient))
        return sent

    async def one_by_one(self, recipients: list[Recipient]) -> list[str]:
        results = []
        for recipient in recipients:

            async def attempt() -> str:
                return await deliver(recipient, self.template)

            results.append(await asyncio.wait_for(attempt(), timeout=5))
        return results

    def previews(self, recipients: list[Recipient]) -> list[str]:
        out = []
        with ThreadPoolExecutor(1) as pool:
            for recipient in recipients:
                future = pool.submit(lambda: render(self.template, recipient))
                out.append(future.result())
        return out


async def main() -> None:
    people = [Recipient("a@example.org", 4), Recipient("b@example.org", 1)]
    campaign = Campaign("Hello {}")
    campaign.prepare(people, asyncio.get_running_loop())
    print(await campaign.in_batches([people, campaign.best({"all": people})]))
    print(await campaign.one_by_one(people))
    print([await action() for action in campaign.actions.values()])
    print(await asyncio.to_thread(campaign.previews, people))


if __name__ == "__main__":
    asyncio.run(main())
