import re
import urllib.request

from .pools import run_asset

SRC = re.compile(rb'src="(http[^"]+)"')


def download(url):
    with urllib.request.urlopen(url, timeout=10) as reply:
        return reply.read()


def crawl(url):
    """Page weight: the page itself plus everything it embeds."""
    body = download(url)
    futures = [run_asset(download, m.decode()) for m in SRC.findall(body)]
    total = len(body)
    for future in futures:
        total += len(future.result())
    return total
