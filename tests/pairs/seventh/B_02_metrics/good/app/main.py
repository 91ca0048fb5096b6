from app.exporter import Exporter
from app.registry import get_registry
from app.workers import run_all


def main(jobs, transport):
    exporter = Exporter(get_registry(), transport)
    results = run_all(jobs)
    exporter.push()
    return results
