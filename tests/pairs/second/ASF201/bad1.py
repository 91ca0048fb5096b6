import threading
from typing import Any


class CredentialBase:
    def __init__(self, scopes: tuple[str, ...]) -> None:
        self._scopes = scopes
        self._lock = threading.RLock()
        self._cached: dict[str, Any] = {}

    def cached(self, scope: str) -> Any:
        with self._lock:
            return self._cached.get(scope)


class AsyncCredential(CredentialBase):
    def __init__(self, transport, *scopes: str) -> None:
        super().__init__(scopes)
        self._transport = transport

    async def authorize(self, request) -> None:
        with self._lock:  # expect: ASF201
            for scope in self._scopes:
                if scope in request.granted:
                    continue
                await self._transport.announce(scope)
            request.headers["X-Scopes"] = " ".join(self._scopes)
