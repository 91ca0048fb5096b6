"""An ORM session and a boto3 resource in a pool of threads."""
from concurrent.futures import ThreadPoolExecutor

import boto3
from sqlalchemy.orm import Session


class Importer:
    def __init__(self, engine) -> None:
        self.session = Session(engine)

    def load(self, row: dict) -> None:
        self.session.add(row)  # expect: ASF703

    def run(self, rows: list[dict]) -> None:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self.load, rows))


def upload(s3, key: str) -> None:
    s3.Object("bucket", key).put(Body=b"")


def main(keys: list[str]) -> None:
    s3 = boto3.resource("s3")
    with ThreadPoolExecutor(4) as pool:
        for key in keys:
            pool.submit(upload, s3, key).add_done_callback(print)  # expect: ASF703
