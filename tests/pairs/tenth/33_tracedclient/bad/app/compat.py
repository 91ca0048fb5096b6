import asyncio

gather_all = asyncio.gather
new_task = asyncio.create_task
