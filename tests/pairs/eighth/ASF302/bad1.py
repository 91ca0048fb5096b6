"""Document sharing service: permission checks and audit trail."""
from __future__ import annotations

import asyncio
import functools
import logging
from dataclasses import dataclass

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class User:
    name: str
    groups: frozenset[str] = frozenset()


class Directory:
    def __init__(self) -> None:
        self._bans: dict[str, str] = {"mallory": "spam"}

    async def is_member(self, user: User, group: str) -> bool:
        await asyncio.sleep(0.01)
        return group in user.groups

    async def may_edit(self, user: User) -> bool:
        await asyncio.sleep(0.01)
        return user.name not in self._bans

    async def status(self, user: User) -> str:
        await asyncio.sleep(0)
        return "banned" if user.name in self._bans else "active"


async def fetch_revision(doc: str, *, branch: str) -> int:
    await asyncio.sleep(0.01)
    return len(doc) + len(branch)


current_revision = functools.partial(fetch_revision, branch="main")


class Forbidden(Exception):
    pass


class DocumentService:
    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.documents: dict[str, str] = {}

    async def edit(self, user: User, doc: str, text: str) -> None:
        if not self.directory.may_edit(user):  # expect: ASF302
            raise Forbidden(user.name)
        await asyncio.sleep(0)
        self.documents[doc] = text
        logger.info("%s edited %s", user.name, doc)

    async def share(self, user: User, groups: list[str]) -> None:
        if any(self.directory.is_member(user, group) for group in groups):  # expect: ASF302
            logger.info("%s shares with %s", user.name, groups)
            return
        raise Forbidden(user.name)

    async def banner(self, user: User) -> str:
        await asyncio.sleep(0)
        match self.directory.status(user):  # expect: ASF302
            case "banned":
                return "You cannot edit documents."
            case _:
                return "Welcome back!"

    async def etag(self, doc: str) -> str:
        body = self.documents[doc]
        await asyncio.sleep(0)
        return f"{doc}-{current_revision(body)}"  # expect: ASF302


async def main() -> None:
    service = DocumentService(Directory())
    alice = User("alice", frozenset({"staff"}))
    await service.edit(alice, "plan", "1. write\n2. ship\n")
    await service.share(alice, ["staff", "press"])
    logger.info("%s %s", await service.banner(alice), await service.etag("plan"))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main())
