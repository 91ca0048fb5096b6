import logging

_LOGGER = logging.getLogger(__name__)


class BaseEntity:
    def __init__(self, hass) -> None:
        self.hass = hass

    async def async_added_to_hass(self) -> None:
        await self.hass.ready()

    async def _async_publish(self, state: str) -> None:
        await self.hass.publish(self, state)


class Switch(BaseEntity):
    async def async_added_to_hass(self) -> None:
        super().async_added_to_hass()  # expect: ASF301
        _LOGGER.debug("added")

    async def async_turn_on(self, **kwargs: object) -> None:
        await self.hass.turn_on(self)
        self._async_publish("on")  # expect: ASF301
