import httpx
import requests
from requests.auth import HTTPBasicAuth


class SigningProxy:
    def __init__(self, transport: httpx.AsyncClient, secret: str) -> None:
        self._transport = transport
        self._secret = secret

    async def forward(self, method: str, url: str, body: bytes) -> int:
        prepared = requests.Request(method, url, data=body, auth=HTTPBasicAuth("svc", self._secret)).prepare()
        target = httpx.URL(prepared.url).copy_with(port=8443)
        request = self._transport.build_request(
            prepared.method, target, headers=dict(prepared.headers), content=body, timeout=httpx.Timeout(5.0)
        )
        response = await self._transport.send(request)
        if response.status_code == requests.codes.unauthorized:
            raise PermissionError(url)
        return response.status_code
