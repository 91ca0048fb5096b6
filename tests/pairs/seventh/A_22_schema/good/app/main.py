import asyncio

from .remote import SchemaStore
from .resolver import Resolver


def preload(store: SchemaStore, names: list[str]) -> int:
    return sum(store.known(n) for n in names)


async def main() -> None:
    store = SchemaStore("schemas.local")
    resolver = Resolver(store, ["m1.local", "m2.local"], asyncio.Semaphore(4))
    pending = resolver.load("person")
    print(await pending)
    print(await resolver.quickest("address"), await resolver.safe("city"))
    print(await resolver.titles(["person", "address"]), preload(store, ["person"]))


if __name__ == "__main__":
    asyncio.run(main())
