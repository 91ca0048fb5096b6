import asyncio
import threading
from asyncio import Queue as AsyncQueue

Lock = threading.Lock
gather = asyncio.gather
