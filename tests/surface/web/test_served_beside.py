"""A second app on a listener of its own, for as long as a block runs."""

import httpx2
import pytest

from daemonry.web.server import listen, served_beside

pytestmark = pytest.mark.anyio


async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def test_it_answers_while_the_block_runs_and_not_behind_it():
    with listen("127.0.0.1", 0) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        async with httpx2.AsyncClient() as client:
            async with served_beside(app, listener):
                assert (await client.get(url)).status_code == 204
            with pytest.raises(httpx2.ConnectError):
                await client.get(url)


async def test_what_the_block_raises_comes_out_as_it_is():
    with listen("127.0.0.1", 0) as listener, pytest.raises(OSError, match="could not start"):
        async with served_beside(app, listener):
            raise OSError("The main server could not start.")
