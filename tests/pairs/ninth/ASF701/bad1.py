"""Bridges from blocking SDKs (MQTT, serial, GPIO) into an asyncio service."""
import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import paho.mqtt.client as mqtt
import serial

log = logging.getLogger("bridge")


class MqttBridge:
    def __init__(self, host: str) -> None:
        self.host = host
        self.loop = asyncio.get_running_loop()
        self.messages: asyncio.Queue = asyncio.Queue(maxsize=100)
        self.connected = asyncio.Event()
        self.client = mqtt.Client()
        self.client.on_message = self._on_message
        self.client.on_connect = self._on_connect

    def start(self) -> None:
        self.client.connect_async(self.host)
        self.client.loop_start()

    def _on_message(self, client, userdata, message) -> None:
        try:
            self.messages.put_nowait(message.payload)  # expect: ASF701
        except asyncio.QueueFull:
            log.warning("dropped a message on %s", message.topic)

    def _on_connect(self, client, userdata, flags, code) -> None:
        client.subscribe("sensors/#")
        self.loop.call_soon_threadsafe(self.connected.set)


class SerialReader(threading.Thread):
    def __init__(self, port: str, loop: asyncio.AbstractEventLoop, handler) -> None:
        super().__init__(daemon=True)
        self.port = serial.Serial(port)
        self.loop = loop
        self.handler = handler

    def run(self) -> None:
        for line in self.port:
            self._dispatch(line)

    def _dispatch(self, line: bytes) -> None:
        self.loop.call_soon(self.handler, line)  # expect: ASF701


async def ask(pool: ThreadPoolExecutor, device, question: str) -> str:
    loop = asyncio.get_running_loop()
    answer = loop.create_future()

    def work() -> None:
        try:
            reply = device.query(question)
        except OSError as exc:
            loop.call_soon_threadsafe(answer.set_exception, exc)
        else:
            resolve = answer.set_result
            resolve(reply)  # expect: ASF701

    pool.submit(work).add_done_callback(lambda f: f.exception())
    return await answer


async def button(gpio, pressed: asyncio.Event) -> None:
    def watch() -> bool:
        edge = gpio.wait_for_edge(17)
        if edge:
            pressed.set()  # expect: ASF701
        return bool(edge)

    while await asyncio.to_thread(watch):
        log.info("button pressed")
        await pressed.wait()
        pressed.clear()
