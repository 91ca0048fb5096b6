"""Django async views: lazy querysets, a-methods and sync_to_async."""
from asgiref.sync import sync_to_async
from django.db import models
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, JsonResponse


class Order(models.Model):
    number = models.CharField(max_length=20)
    paid = models.BooleanField(default=False)


class Audit(models.Model):
    text = models.TextField()


@receiver(post_save, sender=Order)
def audit_order(sender, instance, **kwargs):
    Audit.objects.create(text=f"order {instance.number} saved")


async def unpaid(request: HttpRequest) -> JsonResponse:
    queryset = Order.objects.filter(paid=False).order_by("number")
    numbers = [order.number async for order in queryset]
    first = await queryset.afirst()
    return JsonResponse({"numbers": numbers, "first": first and first.number})


async def pay(request: HttpRequest, pk: int) -> JsonResponse:
    order = await Order.objects.aget(pk=pk)
    order.paid = True
    await order.asave(update_fields=["paid"])
    left = await sync_to_async(lambda: Order.objects.filter(paid=False).count())()
    return JsonResponse({"left": left})


@sync_to_async
def newest(limit: int) -> list[str]:
    return [o.number for o in Order.objects.order_by("-pk")[:limit]]


async def newest_view(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"newest": await newest(10)})


def legacy_view(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"count": Order.objects.count()})
