"""Django and Celery code: sync helpers used by sync views and workers, async ones by async views."""
import time
from urllib.request import urlopen

import httpx
from asgiref.sync import sync_to_async
from celery import shared_task
from django.http import HttpRequest, JsonResponse
from django.views import View


def rates() -> bytes:
    with urlopen("https://rates.example/latest") as answer:
        return answer.read()


def retrying(times: int) -> bytes:
    for _ in range(times):
        try:
            return rates()
        except OSError:
            time.sleep(1)
    return b""


@shared_task(bind=True)
def refresh(self) -> int:
    return len(retrying(3))


def sync_view(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"size": len(retrying(1))})


class RateView(View):
    async def get(self, request: HttpRequest) -> JsonResponse:
        body = await sync_to_async(retrying, thread_sensitive=False)(3)
        refresh.delay()
        return JsonResponse({"size": len(body), "label": self.label(body)})

    def label(self, body: bytes) -> str:
        return "fresh" if body else "stale"


async def fetch_rates(client: httpx.AsyncClient) -> bytes:
    answer = await client.get("https://rates.example/latest")
    return answer.content


async def async_view(request: HttpRequest) -> JsonResponse:
    async with httpx.AsyncClient() as client:
        return JsonResponse({"size": len(await fetch_rates(client))})
