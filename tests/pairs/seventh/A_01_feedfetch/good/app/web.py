import logging
import time

import httpx

log = logging.getLogger(__name__)

RETRIES = 3
USER_AGENT = "feedfetch/2.1"

pause = time.sleep


def build_session(user_agent=USER_AGENT):
    return httpx.AsyncClient(headers={"User-Agent": user_agent})


def robots_for(host):
    for attempt in range(RETRIES):
        resp = httpx.get(f"https://{host}/robots.txt", timeout=5)
        if resp.status_code < 500:
            return resp.text
        pause(2 ** attempt)
    return ""


def allowed(robots, path):
    for line in robots.splitlines():
        field, _, value = line.partition(":")
        if field.strip().lower() == "disallow" and value.strip():
            if path.startswith(value.strip()):
                return False
    return True
