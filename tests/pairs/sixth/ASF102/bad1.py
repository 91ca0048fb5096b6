import asyncio
import logging

import requests

log = logging.getLogger(__name__)


class ExchangeRates:
    """Cache of the central bank's daily rates."""

    def __init__(self, base_url, timeout=5):
        self.base_url = base_url.rstrip("/")
        self.timeout = timeout
        self.session = requests.Session()

    async def fetch(self, currency):
        response = self.session.get(  # expect: ASF102
            f"{self.base_url}/daily/{currency}",
            timeout=self.timeout,
        )
        response.raise_for_status()
        return response.json()["rate"]

    async def publish(self, rates, hook):
        reply = requests.post(hook, json=rates, timeout=self.timeout)  # expect: ASF102
        if reply.status_code != 204:
            log.warning("hook %s said %s", hook, reply.status_code)


async def main():
    rates = ExchangeRates("https://rates.example.org/")
    table = {}
    for currency in ("EUR", "CHF", "JPY"):
        table[currency] = await rates.fetch(currency)
    await rates.publish(table, "https://hooks.example.org/rates")


if __name__ == "__main__":
    asyncio.run(main())
