import csv
from concurrent.futures import ThreadPoolExecutor

import requests


class PriceCollector:
    """Collects the prices of many articles from the shop's API."""

    def __init__(self, base, token):
        self.base = base
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def price(self, article):
        response = self.session.get(f"{self.base}/articles/{article}", timeout=10)
        response.raise_for_status()
        return article, response.json()["price"]

    def collect(self, articles):
        with ThreadPoolExecutor(max_workers=8) as pool:
            return dict(pool.map(self.price, articles))  # expect: ASF703


def export(prices, path):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        for article, price in sorted(prices.items()):
            writer.writerow([article, price])


if __name__ == "__main__":
    collector = PriceCollector("https://shop.example", "secret")
    export(collector.collect(range(1000)), "prices.csv")
