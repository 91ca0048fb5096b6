"""Profile service on top of MongoDB with a Django fallback."""
import asyncio
from typing import Any

from django.contrib.auth.models import User
from pymongo import MongoClient
from pymongo.collection import Collection


class Profiles:
    def __init__(self, client: MongoClient) -> None:
        self.profiles: Collection = client["crm"]["profiles"]

    async def load(self, name: str) -> dict[str, Any]:
        await asyncio.sleep(0)
        document = self.profiles.find_one({"name": name})  # expect: ASF106
        if document is None:
            document = await self.fallback(name)
        return document

    async def fallback(self, name: str) -> dict[str, Any]:
        user = User.objects.get(username=name)  # expect: ASF106
        document = {"name": user.username, "mail": user.email}
        self.profiles.insert_one(document)  # expect: ASF106
        return document

    async def rename(self, old: str, new: str) -> int:
        await asyncio.sleep(0)
        result = self.profiles.update_one({"name": old}, {"$set": {"name": new}})  # expect: ASF106
        return result.modified_count


def main() -> None:
    profiles = Profiles(MongoClient("mongodb://localhost"))
    print(asyncio.run(profiles.load("ada")))


if __name__ == "__main__":
    main()
