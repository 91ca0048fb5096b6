import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://localhost/shop")
new_session = async_sessionmaker(engine, expire_on_commit=False)


async def load(session: AsyncSession, model, key: int):
    result = await session.execute(select(model).where(model.id == key))
    return result.scalar_one()


class Dashboard:
    def __init__(self, customer, order, invoice) -> None:
        self.customer = customer
        self.order = order
        self.invoice = invoice

    async def show(self, key: int) -> dict:
        async with new_session() as session:
            models = (self.customer, self.order, self.invoice)
            rows = await asyncio.gather(*[load(session, m, key) for m in models])  # expect: ASF704
        return dict(zip(("customer", "order", "invoice"), rows))
