from concurrent.futures import ThreadPoolExecutor

from app.registry import get_registry


def resize(job):
    registry = get_registry()
    registry.counter("jobs").inc()
    registry.counter("pixels").inc(job["width"] * job["height"])
    return {"id": job["id"], "scale": min(1.0, 1024 / job["width"])}


def run_all(jobs, size=8):
    with ThreadPoolExecutor(max_workers=size) as pool:
        return list(pool.map(resize, jobs))
