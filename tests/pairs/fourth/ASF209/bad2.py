"""Bot commands that test an asyncio lock, talk to the network and only then take it."""
import asyncio
import os

import discord
from discord.ext import commands

draw_lock = asyncio.Lock()


class Raffle(commands.Cog):
    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot
        self.lock = asyncio.Lock()
        self.winners: list[int] = []

    @commands.command()
    async def draw(self, ctx: commands.Context) -> None:
        if not self.lock.locked():  # expect: ASF209
            await ctx.send("Drawing...")
            async with self.lock:
                await asyncio.sleep(1)
                self.winners.append(ctx.author.id)

    @commands.command()
    async def redraw(self, ctx: commands.Context) -> None:
        if draw_lock.locked():  # expect: ASF209
            await ctx.send("A draw is running")
            return
        message = await ctx.send("Redrawing")
        async with draw_lock:
            await asyncio.sleep(1)
            await message.edit(content="Redrawn")


def main() -> None:
    bot = commands.Bot(command_prefix="!", intents=discord.Intents.default())
    bot.run(os.environ["TOKEN"])
