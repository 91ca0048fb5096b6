from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

engine = create_async_engine("postgresql+asyncpg://ledger/ledger")


def new_session() -> AsyncSession:
    return AsyncSession(engine, expire_on_commit=False)


async def load_account(session: AsyncSession, number):
    return await session.scalar(text("select balance from account where no = :no"), {"no": number})


async def load_isolated(number):
    async with new_session() as session:
        return await load_account(session, number)
