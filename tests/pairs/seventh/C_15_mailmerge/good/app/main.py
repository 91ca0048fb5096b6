import asyncio

from . import addresses
from .limiter import Limiter
from .sender import Sender

PEOPLE = [
    {"region": "north", "mail": "ann@a.example"},
    {"region": "south", "mail": "bob@b.example"},
]


async def smtp(mail, text):
    reader, writer = await asyncio.open_connection("localhost", 25)
    writer.write(f"TO {mail}\r\n{text}\r\n".encode())
    await writer.drain()
    writer.close()


async def main():
    regions = ["north", "south"]
    table = addresses.by_region(PEOPLE, regions)
    totals = addresses.counters(regions)
    sender = Sender(Limiter(20), smtp)
    for region, mails in table.items():
        for mail in addresses.drop_bounced(mails, {"bob@b.example"}):
            sender.add(mail, f"Hello {region}")
            totals[region] += 1
    await sender.run()
    print(totals)


if __name__ == "__main__":
    asyncio.run(main())
