import asyncio
import json
import sys

from .base import Renderer
from .billing import Billing
from .storage import Config


async def run(invoices, config):
    billing = Billing(asyncio.Queue(), config, Renderer())
    for invoice in invoices:
        print(await billing.issue(invoice))
    print("total", await billing.report())
    print(await billing.drain())


def main():
    with open(sys.argv[1]) as fh:
        invoices = json.load(fh)
    asyncio.run(run(invoices, Config()))


if __name__ == "__main__":
    main()
