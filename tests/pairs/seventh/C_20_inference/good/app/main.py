import asyncio

from .service import Service


class Model:
    async def predict(self, rows):
        await asyncio.sleep(0.01 * len(rows))
        return [sum(row) for row in rows]


async def client(service):
    for n in range(50):
        await service.requests.put([n, n + 1])


async def main():
    model = Model()
    service = Service(model, "http://usage.example/rows")
    workers = [
        asyncio.create_task(service.intake()),
        asyncio.create_task(service.work(model)),
        asyncio.create_task(service.fast_lane(model)),
    ]
    await client(service)
    await service.close()
    for worker in workers:
        worker.cancel()


if __name__ == "__main__":
    asyncio.run(main())
