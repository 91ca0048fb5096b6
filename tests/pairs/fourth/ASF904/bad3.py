"""FastAPI routes under a home-made error handler and a stopwatch."""
import logging
import time
from functools import wraps

from fastapi import FastAPI, HTTPException

log = logging.getLogger(__name__)
app = FastAPI()


def api_errors(handler):
    """Maps exceptions to HTTP errors."""

    @wraps(handler)
    def guarded(*args, **kwargs):
        try:
            return handler(*args, **kwargs)
        except KeyError as exc:
            raise HTTPException(404, detail=str(exc)) from exc
        except Exception:
            log.exception("handler failed")
            raise

    return guarded


def clocked(handler):
    @wraps(handler)
    def clocking(*args, **kwargs):
        begin = time.monotonic()
        try:
            return handler(*args, **kwargs)
        finally:
            log.info("%s took %.3f s", handler.__name__, time.monotonic() - begin)

    return clocking


@app.get("/items/{name}")
@api_errors  # expect: ASF904
async def item(name: str) -> dict:
    return {"a": {"size": 1}}[name]


@app.get("/busy")
@clocked  # expect: ASF904
async def busy() -> bool:
    return log.isEnabledFor(logging.INFO)


@app.get("/sync/{name}")
@api_errors
def sync_item(name: str) -> int:
    return {"a": 1}[name]
