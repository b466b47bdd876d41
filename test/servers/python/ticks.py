"""Marks that a node is at work, for tests that ask whether it has stopped."""

import asyncio
import os


async def tick() -> None:
    """Appends one byte to the file that `TICKS_FILE` names."""
    # In a thread, because the server raises on blocking calls in its event loop.
    await asyncio.to_thread(append_tick)


def append_tick() -> None:
    """The same for nodes written with `def`, which the server runs in threads."""
    if path := os.environ.get("TICKS_FILE"):
        with open(path, "a") as file:
            file.write(".")
