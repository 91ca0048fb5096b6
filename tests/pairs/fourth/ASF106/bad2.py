"""Discord bot that counts messages in sqlite on the loop."""
import os
import sqlite3

import discord
from discord.ext import commands, tasks

DB = sqlite3.connect("stats.db")
bot = commands.Bot(command_prefix="!", intents=discord.Intents.default())


@bot.event
async def on_message(message: discord.Message) -> None:
    if message.author.bot:
        return
    DB.execute(  # expect: ASF106
        "insert into seen(author, chan) values (?, ?)",
        (message.author.id, message.channel.id),
    )
    await bot.process_commands(message)


@bot.command()
async def top(ctx: commands.Context, limit: int = 5) -> None:
    cur = DB.cursor()
    cur.execute("select author, count(*) from seen group by 1 limit ?", (limit,))  # expect: ASF106
    lines = [f"<@{who}>: {n}" for who, n in cur.fetchall()]  # expect: ASF106
    await ctx.send("\n".join(lines) or "nobody yet")


@tasks.loop(minutes=1)
async def flush() -> None:
    DB.commit()  # expect: ASF106


@bot.event
async def on_ready() -> None:
    if not flush.is_running():
        flush.start()


if __name__ == "__main__":
    bot.run(os.environ["DISCORD_TOKEN"])
