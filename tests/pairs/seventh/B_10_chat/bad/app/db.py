from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://chat@localhost/chat")
make_session = async_sessionmaker(engine, expire_on_commit=False)


def open_session() -> AsyncSession:
    return AsyncSession(engine, expire_on_commit=False)
