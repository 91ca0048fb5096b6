import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from . import db
from .catalog import Catalog, totals

log = logging.getLogger(__name__)


def pull(session, url):
    return session.get(url, timeout=5).json()


def pull_own(url):
    with db.make_session() as session:
        return session.get(url, timeout=5).json()


def pull_all(urls):
    with ThreadPoolExecutor(8) as pool:
        futures = [pool.submit(pull_own, url) for url in urls]
        return [f.result() for f in futures]


def pull_in_order(urls):
    session = db.make_session()
    return [pull(session, url) for url in urls]


def _audit(conn, done):
    rows = conn.execute("select sku, qty from item where qty < 0").fetchall()
    log.info("%d negative rows", len(rows))
    done.set()


def audit_in_background(path):
    done = threading.Event()
    conn = db.connect_shared(path)
    threading.Thread(target=_audit, args=(conn, done), daemon=True).start()
    return done


async def report(path):
    return {"total": await asyncio.to_thread(totals, path)}


def print_report(path):
    catalog = Catalog(path)
    print(catalog.total)
