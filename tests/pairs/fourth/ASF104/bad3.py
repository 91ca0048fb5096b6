"""Discord cog that keeps its tag texts in files."""
import gzip
import logging
from pathlib import Path

from discord.ext import commands

log = logging.getLogger(__name__)


class Tags(commands.Cog):
    def __init__(self, bot: commands.Bot, root: Path) -> None:
        self.bot = bot
        self.root = root
        self.pages: list[Path] = []

    @commands.command()
    async def tag(self, ctx: commands.Context, name: str) -> None:
        path = self.root / f"{name}.md"
        await ctx.send(path.read_text(encoding="utf-8"))  # expect: ASF104

    @commands.command()
    async def addtag(self, ctx: commands.Context, name: str, *, body: str) -> None:
        self.pages.append(self.root / f"{name}.md")
        (self.root / f"{name}.md").write_text(body)  # expect: ASF104
        await ctx.message.add_reaction("\N{WHITE HEAVY CHECK MARK}")

    @commands.command()
    async def search(self, ctx: commands.Context, word: str) -> None:
        bodies = list(map(lambda page: page.read_text(), self.pages))  # expect: ASF104
        await ctx.send(f"{sum(word in body for body in bodies)} hits")

    @commands.Cog.listener()
    async def on_command_error(self, ctx: commands.Context, error: Exception) -> None:
        log.warning("command failed: %s", error)
        with gzip.open(self.root / "errors.gz", "at") as sink:  # expect: ASF104
            sink.write(f"{ctx.author}: {error}\n")


async def setup(bot: commands.Bot) -> None:
    await bot.add_cog(Tags(bot, Path("tags")))
