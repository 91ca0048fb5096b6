"""Shared executors of the import pipeline."""
from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(4, thread_name_prefix="import")
WRITER = ThreadPoolExecutor(1, thread_name_prefix="writer")

__all__ = ["POOL", "WRITER"]
