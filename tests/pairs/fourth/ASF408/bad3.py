"""Discord game: waits for a reaction or a message, and never cancels the other."""
import asyncio
from functools import partial

import discord
from discord.ext import commands


class Game(commands.Cog):
    TIMEOUT = 30.0

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    def _same(self, author: discord.Member, message: discord.Message) -> bool:
        return message.author == author

    @commands.command()
    async def play(self, ctx: commands.Context) -> None:
        check = partial(self._same, ctx.author)
        message = asyncio.create_task(self.bot.wait_for("message", check=check))
        reaction = asyncio.create_task(self.bot.wait_for("reaction_add"))
        done, _ = await asyncio.wait(  # expect: ASF408
            {message, reaction},
            timeout=self.TIMEOUT,
            return_when=asyncio.FIRST_COMPLETED,
        )
        if message in done:
            await ctx.send(f"you said {message.result().content}")
        elif reaction in done:
            await ctx.send("you reacted")
        else:
            await ctx.send("too slow")

    @commands.command()
    async def duel(self, ctx: commands.Context, *players: discord.Member) -> None:
        shots = {}
        for player in players:
            check = partial(self._same, player)
            shots[asyncio.create_task(self.bot.wait_for("message", check=check))] = player
        finished, late = await asyncio.wait(shots, return_when=asyncio.FIRST_COMPLETED)  # expect: ASF408
        winner = shots[finished.pop()]
        await ctx.send(f"{winner.mention} wins over {len(late)}")
