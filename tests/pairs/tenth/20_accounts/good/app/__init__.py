from .compat import derive, fingerprint
from .db import AsyncSessionLocal, SessionLocal
