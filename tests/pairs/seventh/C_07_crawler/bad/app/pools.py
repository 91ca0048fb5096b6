from concurrent.futures import ThreadPoolExecutor

WORKERS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="crawl")


def run_job(fn, *args):
    return WORKERS.submit(fn, *args)


def shutdown():
    WORKERS.shutdown()
