from __future__ import annotations

import httpx


class BaseClient:
    def __init__(self, base_url: str, user: str, password: str) -> None:
        self.base_url = base_url
        self._cookie = self._login(user, password)

    def _login(self, user: str, password: str) -> str:
        resp = httpx.post(f"{self.base_url}/login", data={"u": user, "p": password})
        return resp.cookies["sid"]


class RouterClient(BaseClient):
    def __init__(self, host: str, user: str = "admin", password: str = "") -> None:
        super().__init__(f"http://{host}", user, password)
        self.host = host

    def url(self, page: str) -> str:
        return f"{self.base_url}/{page}?sid={self._cookie}"


async def async_setup_entry(hass, entry) -> bool:
    data = entry.data
    router = RouterClient(data["host"], data["username"], data["password"])  # expect: ASF120
    hass.data.setdefault("router", {})[entry.entry_id] = router
    await hass.config_entries.async_forward_entry_setups(entry, ["sensor"])
    return True
