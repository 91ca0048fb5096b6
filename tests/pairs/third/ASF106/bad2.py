"""Order endpoints that read and write through SQLAlchemy."""
from dataclasses import dataclass

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import Column, Integer, String, create_engine, select
from sqlalchemy.orm import Session, declarative_base, sessionmaker

Base = declarative_base()
engine = create_engine("postgresql+psycopg2://shop@db/shop", pool_pre_ping=True)
SessionLocal = sessionmaker(bind=engine)
router = APIRouter()


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    state = Column(String(20))


@dataclass
class Payload:
    state: str


def get_session():
    session = SessionLocal()
    try:
        yield session
    finally:
        session.close()


@router.get("/orders/{order_id}")
async def read_order(order_id: int, session: Session = Depends(get_session)):
    order = session.get(Order, order_id)  # expect: ASF106
    if order is None:
        raise HTTPException(status_code=404)
    return {"id": order_id}


@router.get("/orders")
async def open_orders(session: Session = Depends(get_session)):
    statement = select(Order.id).where(Order.state == "open").limit(50)
    return session.scalars(statement).all()  # expect: ASF106


@router.post("/orders")
async def create_order(payload: Payload, session: Session = Depends(get_session)):
    order = Order(state=payload.state)
    session.add(order)
    session.commit()  # expect: ASF106
    return {"state": payload.state}
