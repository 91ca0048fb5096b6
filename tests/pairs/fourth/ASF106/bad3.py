"""Django async views that evaluate querysets without the a-methods."""
from django.db import models
from django.http import HttpRequest, JsonResponse
from django.views import View


class Order(models.Model):
    number = models.CharField(max_length=20)
    paid = models.BooleanField(default=False)


async def order_detail(request: HttpRequest, pk: int) -> JsonResponse:
    order = Order.objects.get(pk=pk)  # expect: ASF106
    return JsonResponse({"number": order.number})


async def unpaid(request: HttpRequest) -> JsonResponse:
    queryset = Order.objects.filter(paid=False).order_by("number")
    numbers = []
    for order in queryset:  # expect: ASF106
        numbers.append(order.number)
    return JsonResponse({"numbers": numbers})


class PayView(View):
    async def post(self, request: HttpRequest, pk: int) -> JsonResponse:
        order = await Order.objects.aget(pk=pk)
        order.paid = True
        order.save(update_fields=["paid"])  # expect: ASF106
        left = Order.objects.filter(paid=False).count()  # expect: ASF106
        return JsonResponse({"left": left})
