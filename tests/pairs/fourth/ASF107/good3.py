"""FastAPI file service: boto3 in sync routes and threads, streams in async ones."""
import asyncio
from functools import partial

import aioboto3
import boto3
from celery import shared_task
from fastapi import Depends, FastAPI

app = FastAPI()


def s3_client():
    return boto3.client("s3", region_name="eu-west-1")


@app.get("/files")
def list_files(s3=Depends(s3_client)) -> list[str]:
    page = s3.list_objects_v2(Bucket="files")
    return [item["Key"] for item in page.get("Contents", [])]


@shared_task
def purge(key: str) -> None:
    boto3.client("s3").delete_object(Bucket="files", Key=key)


@app.put("/files/{key}")
async def put_file(key: str, body: str, s3=Depends(s3_client)) -> str:
    call = partial(s3.put_object, Bucket="files", Key=key, Body=body.encode())
    await asyncio.get_running_loop().run_in_executor(None, call)
    return key


@app.get("/files/{key}")
async def get_file(key: str) -> int:
    async with aioboto3.Session().client("s3") as s3:
        found = await s3.get_object(Bucket="files", Key=key)
    return found["ContentLength"]


@app.get("/whois/{host}")
async def whois(host: str) -> str:
    reader, writer = await asyncio.open_connection(host, 43)
    writer.write(b"example.org\r\n")
    await writer.drain()
    answer = await reader.read(2048)
    writer.close()
    await writer.wait_closed()
    return answer.decode()
