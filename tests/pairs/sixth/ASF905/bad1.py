from typing import Protocol, runtime_checkable


@runtime_checkable
class AsyncCloseable(Protocol):
    async def close(self) -> None: ...


class Pool:
    """Resources of different kinds, closed in reverse order."""

    def __init__(self):
        self._resources = []

    def add(self, resource):
        self._resources.append(resource)
        return resource

    async def shutdown(self):
        resources, self._resources = self._resources, []
        for resource in reversed(resources):
            if isinstance(resource, AsyncCloseable):  # expect: ASF905
                await resource.close()
            else:
                print("cannot close", resource)
