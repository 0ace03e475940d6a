"""How many passwords are hashed at once, and who is told to come again."""

import asyncio

from daemonry.sign_in.throttle import PasswordGate


def test_a6_only_so_many_passwords_are_hashed_at_once():
    """A hash takes a core and 19 MiB: others must find room, and tokens time."""

    async def run():
        gate, inside, most = PasswordGate(), 0, 0
        crowd, release = [], asyncio.Event()

        async def hash_one():
            nonlocal inside, most
            async with gate:
                inside += 1
                most = max(most, inside)
                await release.wait()
                inside -= 1

        tasks = [asyncio.create_task(hash_one()) for _ in range(40)]
        await asyncio.sleep(0)
        crowd.append(gate.is_crowded)
        release.set()
        await asyncio.gather(*tasks)
        return most, [*crowd, gate.is_crowded]

    assert asyncio.run(run()) == (2, [True, False])
