"""A custom app for `http.app`. It replies to a new path and to one that the server has too."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def own(request: Request) -> PlainTextResponse:
    return PlainTextResponse("own route")


app = Starlette(routes=[Route("/own", own), Route("/runs/stream", own, methods=["POST"])])
