import asyncio
import functools
import subprocess
import time

import requests

fetch = functools.partial(requests.get, timeout=5, allow_redirects=False)
breather = functools.partial(time.sleep, 0.25)
check = functools.partial(subprocess.check_output, text=True)
in_thread = asyncio.to_thread
run_now = asyncio.run
