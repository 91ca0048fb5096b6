"""FastAPI service whose async routes use a synchronous SQLAlchemy session."""
from typing import Iterator

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("postgresql+psycopg://localhost/shop")
SessionLocal = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class Product(Base):
    __tablename__ = "products"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def get_db() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


app = FastAPI()


@app.get("/products/{pk}")
async def get_product(pk: int, db: Session = Depends(get_db)) -> dict:
    product = db.get(Product, pk)  # expect: ASF106
    if product is None:
        raise HTTPException(404)
    return {"id": pk, "name": product.name}


@app.post("/products")
async def add_product(name: str, db: Session = Depends(get_db)) -> dict:
    db.add(Product(name=name))
    db.commit()  # expect: ASF106
    stmt = select(Product).where(Product.name == name)
    row = db.execute(stmt).scalar_one()  # expect: ASF106
    return {"id": row.id}


@app.get("/ping")
async def ping() -> str:
    with engine.connect():  # expect: ASF106
        return "ok"
