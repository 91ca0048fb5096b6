from concurrent.futures import ThreadPoolExecutor

WORKERS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="crawl")
ASSETS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="asset")


def run_job(fn, *args):
    return WORKERS.submit(fn, *args)


def run_asset(fn, *args):
    return ASSETS.submit(fn, *args)


def shutdown():
    WORKERS.shutdown()
    ASSETS.shutdown()
