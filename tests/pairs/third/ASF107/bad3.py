"""Artifact publisher for S3 compatible storage with an SQS announcement."""
import hashlib

import anyio
import boto3

QUEUE = "https://sqs.eu-west-1.amazonaws.com/1/artifacts"
s3 = boto3.client("s3")


def key_for(name: str, body: bytes) -> str:
    return f"{hashlib.sha256(body).hexdigest()[:12]}/{name}"


class Publisher:
    def __init__(self, bucket: str) -> None:
        self.bucket = bucket
        self.sqs = boto3.client("sqs", region_name="eu-west-1")

    async def publish(self, name: str, body: bytes) -> str:
        key = key_for(name, body)
        s3.put_object(Bucket=self.bucket, Key=key, Body=body)  # expect: ASF107
        await anyio.sleep(0)
        await self.announce(key)
        return key

    async def announce(self, key: str) -> None:
        await anyio.lowlevel.checkpoint()
        self.sqs.send_message(QueueUrl=QUEUE, MessageBody=key)  # expect: ASF107


async def publish_all(publisher: Publisher) -> None:
    for name in ("a.whl", "b.whl"):
        print(await publisher.publish(name, name.encode()))


def main() -> None:
    anyio.run(publish_all, Publisher("artifacts"))


if __name__ == "__main__":
    main()
