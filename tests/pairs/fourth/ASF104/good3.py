"""FastAPI routes: sync ones run in the thread pool, async ones hand the file work over."""
import json
from pathlib import Path

import anyio.to_thread
from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool

SETTINGS = Path("settings.json")
with open(SETTINGS) as _fh:
    DEFAULTS = json.load(_fh)

app = FastAPI()


def current_settings() -> dict:
    with SETTINGS.open() as fh:
        return json.load(fh)


@app.get("/settings")
def read_settings(settings: dict = Depends(current_settings)) -> dict:
    return {**DEFAULTS, **settings}


@app.put("/settings")
def write_settings(body: dict) -> dict:
    SETTINGS.write_text(json.dumps(body))
    return body


@app.post("/reload")
async def reload(settings: dict = Depends(current_settings)) -> dict:
    text = await run_in_threadpool(SETTINGS.read_text, encoding="utf-8")
    lines = await anyio.to_thread.run_sync(lambda: open("extra.txt").readlines())
    return {"settings": settings, "bytes": len(text), "extra": len(lines)}


class Opener:
    def open(self, name: str) -> str:
        return f"opened {name}"


@app.get("/door/{name}")
async def door(name: str) -> str:
    opener = Opener()
    return opener.open(name)
