from concurrent.futures import ThreadPoolExecutor

from app.pool import ConnectionPool
from app.reaper import Reaper


def run_queries(factory, queries):
    pool = ConnectionPool(factory, size=3)
    reaper = Reaper(pool)
    reaper.start()

    def one(sql):
        with pool.connection() as conn:
            return conn.run(sql)

    with ThreadPoolExecutor(max_workers=12) as workers:
        results = list(workers.map(one, queries))
    reaper.wake.set()
    reaper.join()
    return results
