import logging

_LOGGER = logging.getLogger(__name__)


class Auth:
    def __init__(self, tokens) -> None:
        self._tokens = tokens

    async def get_user_id(self) -> str:
        return await self._tokens.subject()

    async def provider(self) -> str:
        return await self._tokens.issuer()


async def conversation_key(auth: Auth, sid: str) -> str:
    _LOGGER.debug("provider %s", auth.provider())  # expect: ASF302
    key = f"users/{auth.get_user_id()}/conversations/{sid}"  # expect: ASF302
    return key
