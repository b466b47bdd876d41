"""Starts the Aegra server on a free port, for tests.

    DATABASE_URL=postgresql://… AEGRA_CONFIG=aegra.json python serve.py

It prints `{"url": "http://127.0.0.1:41233"}` when it listens, and everything else to standard error.
It ends when its standard input ends, so it never outlives the process that started it.
"""

import json
import os
import signal
import socket
import threading

for prefix in ("LANGSMITH", "LANGCHAIN"):
    for name in ("TRACING", "TRACING_V2"):
        os.environ[f"{prefix}_{name}"] = "false"
os.environ.setdefault("LOG_LEVEL", "WARNING")

output = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]
os.environ["PORT"] = str(port)

import uvicorn  # noqa: E402


def end_with_parent() -> None:
    # Reading from sys.stdin holds a lock that makes Python crash at exit, so this reads the file descriptor.
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


class Server(uvicorn.Server):
    async def startup(self, sockets: list | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(json.dumps({"url": f"http://127.0.0.1:{port}"}), file=output, flush=True)


threading.Thread(target=end_with_parent, daemon=True).start()
config = uvicorn.Config("aegra_api.main:app", log_level="error", timeout_graceful_shutdown=1)
Server(config).run(sockets=[listener])
