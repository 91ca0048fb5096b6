from __future__ import annotations

import os
from concurrent import futures
from typing import Sequence


class Embedder:
    _pool: futures.ThreadPoolExecutor = futures.ThreadPoolExecutor(os.cpu_count())

    def __init__(self, model, index) -> None:
        self._model = model
        self._index = index

    def _submit(self, text: str) -> futures.Future[list[float]]:
        return self._pool.submit(self._model.encode, text)

    async def add(self, texts: Sequence[str]) -> int:
        pending = [self._submit(text) for text in texts]
        vectors = [fut.result() for fut in pending]  # expect: ASF108
        await self._index.upsert(list(zip(texts, vectors)))
        return len(vectors)
