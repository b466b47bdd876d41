"""An `auth` handler that accepts one key and prints the events that reach it."""

from langgraph_sdk import Auth

auth = Auth()


@auth.authenticate
async def authenticate(headers: dict[bytes, bytes]) -> str:
    if headers.get(b"x-own-key") != b"let-me-in":
        raise Auth.exceptions.HTTPException(status_code=401, detail="no key")
    return "visitor"


@auth.on
async def allow(ctx: Auth.types.AuthContext, value: dict) -> bool:
    print(f"asked: {ctx.resource}:{ctx.action}", flush=True)
    return True
