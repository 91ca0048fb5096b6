import logging

import requests

log = logging.getLogger(__name__)


def report(url, count):
    reply = requests.post(url, json={"rows": count}, timeout=5)
    if reply.status_code >= 400:
        log.warning("usage server says %s", reply.status_code)
