from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine("postgresql+psycopg://reports@localhost/reports")


def new_session() -> Session:
    return Session(engine)
