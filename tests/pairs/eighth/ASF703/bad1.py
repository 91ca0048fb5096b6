"""Mirror of a public data set: downloads shards, loads them, writes a manifest."""
from __future__ import annotations

import csv
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
import requests
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

log = logging.getLogger("mirror")


def download_all(urls: list[str]) -> list[int]:
    session = requests.Session()
    session.headers["User-Agent"] = "mirror/1.0"
    with ThreadPoolExecutor(max_workers=8) as pool:
        responses = pool.map(session.get, urls)  # expect: ASF703
        return [response.status_code for response in responses]


def shard_names(count: int):
    for number in range(count):
        yield f"shard-{number:05d}.parquet"


def list_shards(count: int) -> None:
    names = shard_names(count)
    threads = [threading.Thread(target=_check, args=(names,)) for _ in range(4)]  # expect: ASF703
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _check(names) -> None:
    for name in names:
        log.info("checking %s", name)


class Loader:
    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)

    def load(self, tables: list[str]) -> None:
        with Session(self.engine) as db, ThreadPoolExecutor(4) as pool:
            jobs = [pool.submit(self._load, db, table) for table in tables]  # expect: ASF703
            for job in jobs:
                job.result()

    def _load(self, db: Session, table: str) -> None:
        db.execute(text(f"analyze {table}"))


class Bucket:
    def __init__(self, name: str) -> None:
        self.name = name
        self.s3 = boto3.resource("s3")

    def upload_pair(self, data: str, index: str) -> None:
        left = threading.Thread(target=_upload, args=(self.s3, self.name, data))
        right = threading.Thread(target=_upload, args=(self.s3, self.name, index))  # expect: ASF703
        left.start()
        right.start()
        left.join()
        right.join()


def _upload(s3, bucket: str, path: str) -> None:
    s3.Bucket(bucket).upload_file(path, path)


def manifest(path: str, shards: list[str]) -> None:
    with open(path, "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["name", "size"])
        for shard in shards:
            writer.writerow([shard, len(shard)])
