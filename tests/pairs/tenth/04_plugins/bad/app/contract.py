import abc


class Plugin(abc.ABC):
    name = "plugin"

    @abc.abstractmethod
    async def activate(self, host):
        """Called once the host is up."""

    @abc.abstractmethod
    def describe(self):
        ...

    async def deactivate(self):
        return None


class QuietPlugin(Plugin):
    def describe(self):
        return self.name
