import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


def cancel_unpaid(orders):
    for order in list(orders):
        if not order["paid"]:
            orders.remove(order)


def total(orders, report):
    report(sum(order["amount"] for order in orders))


def count(orders, report):
    report(len(orders))


def fetch_into(results, fetch, url):
    results.append(fetch(url))


def store(table, key, value):
    table[key] = value


class EndOfDay:
    def __init__(self, report):
        self._report = report

    def in_turn(self, orders):
        for target, args in ((cancel_unpaid, ()), (total, (self._report,))):
            thread = threading.Thread(target=target, args=(orders, *args))
            thread.start()
            thread.join()

    def copies(self, orders):
        cleaner = threading.Thread(target=cancel_unpaid, args=(orders,))
        counter = threading.Thread(target=total, args=(list(orders), self._report))
        cleaner.start()
        counter.start()
        cleaner.join()
        counter.join()

    def readers(self, orders):
        with ThreadPoolExecutor(2) as pool:
            pool.submit(total, orders, self._report).result()
            pool.submit(count, orders, self._report).result()


def fetch_all(fetch, urls):
    results = []
    threads = [
        threading.Thread(target=fetch_into, args=(results, fetch, url)) for url in urls
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


async def load(client, table, key):
    value = await client.get(key)
    store(table, key, value)


async def load_all(client):
    table = {}
    await asyncio.gather(load(client, table, "a"), load(client, table, "b"))
    return table
