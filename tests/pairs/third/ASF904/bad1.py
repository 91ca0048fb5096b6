"""Metrics decorators of a web service."""
import asyncio
import functools
import logging
import time
from collections.abc import Callable
from typing import Any

logger = logging.getLogger("metrics")


def timed(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        result = function(*args, **kwargs)
        logger.info("%s took %.3f s", function.__name__, time.perf_counter() - start)
        return result

    return wrapper


def logs_errors(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except Exception:
            logger.exception("%s failed", function.__name__)
            raise

    return wrapper


class Reports:
    @timed  # expect: ASF904
    async def daily(self, day: str) -> str:
        await asyncio.sleep(0.2)
        return f"report of {day}"

    @logs_errors  # expect: ASF904
    async def send(self, text: str) -> int:
        await asyncio.sleep(0.1)
        return len(text)

    @timed
    def title(self, day: str) -> str:
        return day.title()


async def main() -> None:
    reports = Reports()
    print(reports.title("monday"), await reports.send(await reports.daily("monday")))


if __name__ == "__main__":
    asyncio.run(main())
