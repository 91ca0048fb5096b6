import asyncio
import sys

from .kiosk import Kiosk
from .link import PrinterLink
from .telemetry import Telemetry

PRICES = {"day": 4.5, "week": 19.0, "child": 0}


async def amain(host):
    kiosk = Kiosk(PrinterLink(host, 9100), Telemetry("http://stats.local/kiosk"), dict(PRICES))
    await kiosk.run()


def main():
    name = input("printer host: ") if len(sys.argv) < 2 else sys.argv[1]
    asyncio.run(amain(name))


if __name__ == "__main__":
    main()
