"""Artifact publisher that uses aioboto3, with a thread for the old client."""
import asyncio

import aioboto3
import boto3

BUCKET = "artifacts"


class Publisher:
    def __init__(self) -> None:
        self.session = aioboto3.Session()
        self.legacy = boto3.client("s3")

    async def publish(self, name: str, body: bytes) -> None:
        async with self.session.client("s3") as s3:
            await s3.put_object(Bucket=BUCKET, Key=name, Body=body)

    async def sizes(self, prefix: str) -> dict[str, int]:
        answer = await asyncio.to_thread(self.legacy.list_objects_v2, Bucket=BUCKET, Prefix=prefix)
        return {item["Key"]: item["Size"] for item in answer.get("Contents", [])}

    async def fetch(self, name: str) -> bytes:
        def download() -> bytes:
            return self.legacy.get_object(Bucket=BUCKET, Key=name)["Body"].read()

        return await asyncio.to_thread(download)


async def main() -> None:
    publisher = Publisher()
    await publisher.publish("a.whl", b"a")
    print(await publisher.sizes(""))
    print(len(await publisher.fetch("a.whl")))


if __name__ == "__main__":
    asyncio.run(main())
