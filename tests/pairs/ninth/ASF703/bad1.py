"""Mirror tool: downloads, S3 copies and a shared record iterator."""
import csv
import logging
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import boto3
import requests

log = logging.getLogger("mirror")


class Mirror:
    def __init__(self, base: str, target: Path) -> None:
        self.base = base
        self.target = target
        self.session = requests.Session()
        self.session.headers["user-agent"] = "mirror/2"

    def _download(self, name: str) -> int:
        reply = self.session.get(f"{self.base}/{name}", timeout=30)
        reply.raise_for_status()
        (self.target / name).write_bytes(reply.content)
        return len(reply.content)

    def run(self, names: list[str]) -> int:
        with ThreadPoolExecutor(max_workers=8) as pool:
            return sum(pool.map(self._download, names))  # expect: ASF703


def copy(resource, bucket: str, key: str) -> None:
    resource.Object(bucket, key).copy({"Bucket": "source", "Key": key})


def copy_all(bucket: str, keys: list[str]) -> None:
    s3 = boto3.resource("s3")
    job = partial(copy, s3, bucket)
    with ThreadPoolExecutor(4) as pool:
        futures = {key: pool.submit(job, key) for key in keys}  # expect: ASF703
    for key, future in futures.items():
        if (exc := future.exception()) is not None:
            log.error("%s: %s", key, exc)


def records(path: str):
    with open(path, newline="") as stream:
        for row in csv.DictReader(stream):
            yield row


def process(path: str, handle, workers: int = 3) -> None:
    source = records(path)

    def work() -> None:
        for row in source:
            handle(row)

    threads = [threading.Thread(target=work) for _ in range(workers)]  # expect: ASF703
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def pack(archive: zipfile.ZipFile, name: str) -> None:
    archive.writestr(name, Path(name).read_bytes())


def bundle(target: str, first: str, second: str) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        left = threading.Thread(target=pack, args=(archive, first))
        right = threading.Thread(target=pack, args=(archive, second))  # expect: ASF703
        left.start(), right.start()
        left.join(), right.join()
