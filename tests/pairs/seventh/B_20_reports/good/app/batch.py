from concurrent.futures import ThreadPoolExecutor

from app.builder import ReportBuilder
from app.session import new_session


def build_all(ids, out):
    builder = ReportBuilder(new_session, out)
    with ThreadPoolExecutor(max_workers=8) as pool:
        futures = [pool.submit(builder.build, i) for i in ids]
        return dict(f.result() for f in futures)
