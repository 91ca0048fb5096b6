from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine("postgresql://accounts")
SessionLocal = sessionmaker(engine)
AsyncSessionLocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://accounts"))

BY_NAME = text("select id, salt, digest from account where name = :name")
