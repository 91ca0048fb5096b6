"""Weather bot: discord.py commands that reach requests through two helpers."""
import os

import discord
import requests
from discord.ext import commands

bot = commands.Bot(command_prefix="?", intents=discord.Intents.default())


class WeatherApi:
    BASE = "https://api.weather.example"

    def __init__(self, key: str) -> None:
        self.key = key

    def _call(self, path: str) -> dict:
        response = requests.get(f"{self.BASE}/{path}", params={"key": self.key}, timeout=5)
        return response.json()

    def current(self, city: str) -> float:
        return self._call(f"now/{city}")["temp"]

    @property
    def quota(self) -> int:
        return self._call("quota")["left"]


api = WeatherApi(os.environ.get("WEATHER_KEY", ""))


@bot.command()
async def weather(ctx: commands.Context, city: str) -> None:
    temp = api.current(city)  # expect: ASF120
    await ctx.send(f"{city}: {temp} degrees")


@bot.command()
async def quota(ctx: commands.Context) -> None:
    await ctx.send(f"{api.quota} calls left")  # expect: ASF120


if __name__ == "__main__":
    bot.run(os.environ["DISCORD_TOKEN"])
