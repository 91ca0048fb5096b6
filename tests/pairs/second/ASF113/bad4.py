from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor, as_completed


def score(text: str, terms: frozenset[str]) -> float:
    words = Counter(text.split())
    return sum(words[t] for t in terms) / (1 + words.total())


class Ranker:
    def __init__(self, terms: set[str], workers: int = 4) -> None:
        self._terms = frozenset(terms)
        self._workers = workers

    def best(self, docs: list[str]) -> float:
        with ThreadPoolExecutor(self._workers) as pool:
            jobs: list[Future[float]] = [
                pool.submit(score(doc, self._terms))  # expect: ASF113
                for doc in docs
            ]
            return max(job.result() for job in as_completed(jobs))
