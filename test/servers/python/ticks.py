"""Records that a node works, so that tests can see whether it has stopped."""

import asyncio
import os


async def tick() -> None:
    """Appends one byte to the file that `TICKS_FILE` names."""
    # The write runs in a thread, because the server raises an error on blocking calls in its event loop.
    await asyncio.to_thread(append_tick)


def append_tick() -> None:
    """Appends one byte too, for `def` nodes. The server runs those in threads."""
    if path := os.environ.get("TICKS_FILE"):
        with open(path, "a") as file:
            file.write(".")
