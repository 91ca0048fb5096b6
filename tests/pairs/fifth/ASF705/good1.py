"""Context variables in tasks, thread-locals in threads."""
import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor

_user: contextvars.ContextVar[str] = contextvars.ContextVar("user")
_state = threading.local()


async def handle(request) -> str:
    _user.set(request.user)
    return await render()


async def render() -> str:
    return f"hello {_user.get()}"


def job(n: int) -> int:
    _state.n = n
    return _state.n


def main() -> list[int]:
    with ThreadPoolExecutor() as pool:
        return list(pool.map(job, range(3)))
