"""Django views that stay on the asynchronous side of the ORM."""
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse


class CommandBus:
    """Executes commands in memory; the names resemble a database cursor."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def execute(self, command: str) -> None:
        self.log.append(command)

    def commit(self) -> int:
        return len(self.log)


bus = CommandBus()


@sync_to_async
def rename(user: User, name: str) -> None:
    user.username = name
    user.save()


def staff():
    return User.objects.filter(is_staff=True).order_by("username")


async def listing(request: HttpRequest) -> JsonResponse:
    queryset = staff().exclude(email="")
    names = [user.username async for user in queryset]
    bus.execute("listing")
    return JsonResponse({"names": names, "events": bus.commit()})


async def detail(request: HttpRequest, pk: int) -> JsonResponse:
    user = await User.objects.aget(pk=pk)
    if request.GET.get("name"):
        await rename(user, request.GET["name"])
    user.email = user.email.lower()
    await user.asave()
    total = await sync_to_async(User.objects.count)()
    return JsonResponse({"name": user.username, "total": total})
