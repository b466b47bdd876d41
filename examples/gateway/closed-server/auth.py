"""Lets only the gateway ask: it sends the key that both have in their environment."""

import hmac
import os

from langgraph_sdk import Auth

KEY = os.environ["LANGGRAPH_API_KEY"].encode()
auth = Auth()


@auth.authenticate
async def authenticate(headers: dict[bytes, bytes]) -> str:
    if not hmac.compare_digest(headers.get(b"x-api-key", b""), KEY):
        raise Auth.exceptions.HTTPException(status_code=401, detail="This server answers its gateway only.")
    return "gateway"
