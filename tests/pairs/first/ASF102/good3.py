import base64
import urllib.parse

import requests
import urllib3.util
from requests.adapters import HTTPAdapter


async def presign(url: str, params: dict[str, str], key: bytes) -> str:
    prepared = requests.Request("GET", url, params=params).prepare()
    query = urllib.parse.urlsplit(prepared.url).query
    digest = base64.urlsafe_b64encode(key + query.encode())
    return f"{prepared.url}&{urllib.parse.urlencode({'sig': digest})}"


async def make_session(pool: int, user: str) -> requests.Session:
    session = requests.Session()
    session.mount("https://", HTTPAdapter(pool_maxsize=pool))
    session.headers.update({"X-User": user})
    return session


async def host_of(url: str) -> str | None:
    try:
        return urllib3.util.parse_url(url).host
    except (ValueError, requests.exceptions.InvalidURL):
        return None
