from concurrent import futures
from functools import partial

POOL = futures.ThreadPoolExecutor(8)


def fetch(client, url):
    return client.get(url)


def in_background(fn, *args):
    return POOL.submit(fn, *args)


class Report:
    def __init__(self, client):
        self.client = client

    def section(self, title, url):
        future = in_background(fetch, self.client, url)
        return f"## {title}\n{future.result()}\n"  # expect: ASF612

    def build(self, table):
        parts = [
            POOL.submit(partial(self.section, title, url))
            for title, url in table.items()
        ]
        return "\n".join(part.result() for part in parts)


def main(client):
    report = Report(client)
    print(report.build({"News": "/news", "Sport": "/sport"}))
    POOL.shutdown()
