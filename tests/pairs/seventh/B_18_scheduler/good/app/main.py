from app.jobs import Job
from app.scheduler import Scheduler, Ticker
from app.stats import Stats


def main(tasks):
    stats = Stats()
    scheduler = Scheduler(stats.finished)
    jobs = [Job(name, fn, every) for name, fn, every in tasks]
    ticker = Ticker(scheduler, jobs)
    scheduler.run_with_barrier(Job("warmup", lambda: None, 60))
    input()
    ticker.quit.set()
    ticker.join()
    scheduler.close()
    return dict(stats.counts)
