import functools
import logging

import httpx

try:
    from time import sleep as _nap
except ImportError:  # pragma: no cover
    _nap = None

log = logging.getLogger("sdk.poller")
_cool_down = functools.partial(_nap, 0.25)


class JobPoller:
    def __init__(self, client: httpx.AsyncClient, base_url: str) -> None:
        self._client = client
        self._base_url = base_url

    async def wait_until_finished(self, job_id: str, tries: int = 20) -> dict:
        for _ in range(tries):
            resp = await self._client.get(f"{self._base_url}/jobs/{job_id}")
            body = resp.json()
            if body["state"] in ("done", "failed"):
                return body
            log.debug("job %s still %s", job_id, body["state"])
            _cool_down()  # expect: ASF101
        raise TimeoutError(job_id)
