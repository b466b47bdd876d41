"""Runs `langgraph dev` quietly, for programs that start it: `npm run start:python` and tests.

    python serve.py path/to/langgraph.json [--graph slow=path/to/file.py:variable]…

It prints one line, {"url": "http://127.0.0.1:41233"}, when the server answers on a free loopback port.
Everything else goes to standard error. It ends with code 0 on SIGTERM, on SIGINT, and when standard input ends.
The program that started it keeps standard input open, so the server never outlives that program.

The server sends no usage data. Its state files are in a temporary folder that is deleted at the end.
"""

import argparse
import json
import logging
import os
import signal
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TextIO

# The server and its command line read these during their import. They switch off usage data, even if the shell sets it.
os.environ |= {
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGGRAPH_CLI_NO_ANALYTICS": "1",
    "LANGGRAPH_NO_VERSION_CHECK": "true",
}
# With one of these keys the server reports its number of runs.
for key in ("LANGGRAPH_CLOUD_LICENSE_KEY", "LANGSMITH_CONTROL_PLANE_API_KEY", "LSD_DD_API_KEY"):
    os.environ.pop(key, None)
os.environ.setdefault("LOG_LEVEL", "ERROR")

import uvicorn  # noqa: E402
from langgraph_cli.cli import cli  # noqa: E402

END_TIMEOUT_S = 3


def with_absolute_paths(config_file: Path) -> dict:
    """Reads a langgraph.json and makes its paths absolute, so that it works from any folder."""
    config = json.loads(config_file.read_text(encoding="utf-8"))
    folder = config_file.parent

    def absolute(path: str) -> str:
        # "./graph.py:faq" names a file; "package.module:faq" and "langchain" are found on Python's path.
        return str((folder / path).resolve()) if path.startswith(".") else path

    config["dependencies"] = [absolute(path) for path in config.get("dependencies", ["."])]
    config["graphs"] = {name: absolute(spec) for name, spec in config["graphs"].items()}
    if isinstance(config.get("env"), str):
        config["env"] = str((folder / config["env"]).resolve())
    for section, key in (("auth", "path"), ("http", "app")):
        if key in config.get(section, {}):
            config[section][key] = absolute(config[section][key])
    return config


def end_with_parent() -> None:
    """Waits for the end of standard input, then ends this process like SIGTERM does."""
    # Python crashes at exit if another thread reads from sys.stdin, so this reads the file descriptor.
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    # A node that blocks would keep the server alive.
    time.sleep(END_TIMEOUT_S)
    os._exit(1)


def announce_when_listening(output: TextIO) -> None:
    """Makes uvicorn print the server's address when it listens, because the port is not known before."""
    start = uvicorn.Server.startup

    async def startup(self: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        await start(self, sockets)
        if self.started:
            host, port, *_ = self.servers[0].sockets[0].getsockname()
            print(json.dumps({"url": f"http://{host}:{port}"}), file=output, flush=True)

    uvicorn.Server.startup = startup


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("config", type=Path)
    parser.add_argument("--graph", action="append", default=[])
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
    # The server logs to standard output, but only the address may go there.
    output = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    threading.Thread(target=end_with_parent, daemon=True).start()

    announce_when_listening(output)
    logging.getLogger("langgraph_api.cli").setLevel(logging.WARNING)  # its greeting
    config = with_absolute_paths(arguments.config.resolve())
    for graph in arguments.graph:
        name, spec = graph.split("=", 1)
        config["graphs"][name] = str(Path(spec).resolve())
    with tempfile.TemporaryDirectory(prefix="python-faq-", ignore_cleanup_errors=True) as state:
        os.chdir(state)
        Path("langgraph.json").write_text(json.dumps(config), encoding="utf-8")
        cli(
            ["dev", "--no-browser", "--no-reload", "--server-log-level", "ERROR"]
            + ["--host", "127.0.0.1", "--port", "0"]
            # The default is one run at a time, so a second visitor would wait for the first one's answer.
            + ["--n-jobs-per-worker", "10"]
        )


if __name__ == "__main__":
    main()
