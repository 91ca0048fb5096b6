"""Order service that uses the asyncio extension of SQLAlchemy."""
from sqlalchemy import Column, Integer, String, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, declarative_base

Base = declarative_base()
engine = create_async_engine("postgresql+asyncpg://shop@db/shop")
sessions = async_sessionmaker(engine, expire_on_commit=False)


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    state = Column(String(20))


def archive(session: Session, state: str) -> int:
    orders = session.scalars(select(Order).where(Order.state == state)).all()
    for order in orders:
        order.state = "archived"
    session.flush()
    return len(orders)


async def find(session: AsyncSession, order_id: int) -> Order | None:
    return await session.get(Order, order_id)


async def create(state: str) -> Order:
    async with sessions() as session:
        order = Order(state=state)
        session.add(order)
        await session.commit()
        return order


async def close_month() -> int:
    async with sessions() as session:
        count = await session.run_sync(archive, "paid")
        await session.commit()
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    return count
