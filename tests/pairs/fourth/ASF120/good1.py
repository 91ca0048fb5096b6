"""FastAPI dependencies, handlers and background jobs that the framework runs in threads."""
import time

import requests
from fastapi import BackgroundTasks, Depends, FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


class UpstreamError(Exception):
    pass


def call(path: str) -> dict:
    return requests.get(f"https://upstream.example/{path}", timeout=3).json()


def user_id(token: str) -> int:
    return call(f"session/{token}")["id"]


class Limits:
    def __init__(self, token: str) -> None:
        self.left = call(f"limits/{token}")["left"]


def slow_log(text: str) -> None:
    time.sleep(0.5)
    print(text)


@app.exception_handler(UpstreamError)
def upstream_failed(request: Request, exc: UpstreamError) -> JSONResponse:
    call("alert")
    return JSONResponse({"error": str(exc)}, status_code=502)


@app.get("/me")
async def me(background: BackgroundTasks, uid: int = Depends(user_id), limits: Limits = Depends(Limits)):
    background.add_task(slow_log, f"user {uid}")
    return {"id": uid, "left": limits.left}


@app.get("/profile/{name}")
def profile(name: str) -> dict:
    return call(f"profile/{name}")
