"""Codes and setup links on both databases: of many who come with one at once, one is first."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.fakes.clock import START
from tests.storage.arrange import HOUR, A, user
from tests.storage.test_isolation import code, family

from daemonry.directory.setup_links import find_setup_link, use_up
from daemonry.model.setup_link import SetupLink
from daemonry.oauth.delegated_request import CodeGrant
from daemonry.oauth.errors import OAuthError
from daemonry.tokens.delegated.codes import FoundCode, redeem_code
from daemonry.tokens.delegated.service import DelegatedService

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio
MANY = 12


async def test_s17_of_many_who_bring_one_code_exactly_one_is_given_tokens(store: Store):
    """And as it came twice, what it gave is taken back (RFC 6749 section 4.1.2)."""
    async with store.directory.change() as uow:
        await uow.users.add(user(A, "a"))
        await uow.token_families.add(family(A), forget_before=START)
        await uow.token_families.add_code(code(A))
    service = DelegatedService(cast("Any", None), store.directory)
    grant = CodeGrant("", "http://localhost", "")

    async def bring() -> bool:
        try:
            await redeem_code(service, FoundCode(family(A), code(A)), grant, START)
        except OAuthError:
            return False
        return True

    answers = await asyncio.gather(*(bring() for _ in range(MANY)))
    assert answers.count(True) == 1
    async with store.directory.read() as uow:
        kept = await uow.token_families.get(A, "family")
    assert kept is not None
    assert kept.revoked_at == START


async def test_s17_of_many_who_open_one_setup_link_exactly_one_sets_the_password(store: Store):
    secret, person = f"{A}.secret", replace(user(A, "a"), account_enabled=True)
    digest = hashlib.sha256(secret.encode()).hexdigest()
    async with store.directory.change() as uow:
        await uow.users.add(person)
        await uow.setup_links.put(SetupLink(A, digest, person.object_id, START, START + HOUR))

    async def bring() -> bool:
        async with store.directory.change() as uow:
            found = await find_setup_link(uow, secret, START)
            if found is None:
                return False
            await asyncio.sleep(0)
            await use_up(cast("Work", _Uow(uow)), found[0])
            return True

    answers = await asyncio.gather(*(bring() for _ in range(MANY)))
    assert answers.count(True) == 1


class _Uow:
    """What ``use_up`` reads of a piece of work."""

    def __init__(self, uow: Any) -> None:
        self.uow = uow
