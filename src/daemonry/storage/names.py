"""What lists find an application by: its words, and its name beside its service principals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, insert, select, tuple_, update

from daemonry.odata.filter import Matches, conjunction
from daemonry.odata.search import words_of
from daemonry.storage.lookup_keys import after_prefix, name_key
from daemonry.storage.matching import DESCRIPTION, DISPLAY_NAME
from daemonry.storage.schema import application_words, service_principals

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.model.ids import TenantId
    from daemonry.ports import ListQuery
    from daemonry.storage.transaction import Transaction

_FEW: Final = 2000


async def store_words(transaction: Transaction, application: Application) -> None:
    """Keep exactly the words of name and description, and the name of its presences."""
    words = application_words.c
    of_application = (words.tenant_id == application.tenant_id) & (
        words.app_id == application.app_id
    )
    query = select(words.property, words.word).where(of_application)
    held = {(row.property, row.word) for row in await transaction.rows(query)}
    wanted = _words(application)
    if held - wanted:
        surplus = tuple_(words.property, words.word).in_(sorted(held - wanted))
        await transaction.write(delete(application_words).where(of_application, surplus))
    keys = {"tenant_id": application.tenant_id, "app_id": application.app_id}
    new = [{**keys, "property": kind, "word": word} for kind, word in sorted(wanted - held)]
    if new:
        await transaction.write(insert(application_words), new)
    name = name_key(application.display_name)
    await transaction.write(
        update(service_principals)
        .where(
            service_principals.c.tenant_id == application.tenant_id,
            service_principals.c.app_id == application.app_id,
            service_principals.c.display_name_key != name,
        )
        .values(display_name_key=name)
    )


async def finds_few(transaction: Transaction, tenant_id: TenantId, query: ListQuery) -> bool | None:
    """Tell whether a search, or a search for what somebody owns, finds few objects.

    Few means that sorting what was found costs less than looking through everything. It
    is None when nothing is searched, or nothing that all objects found must fulfil.
    """
    if query.owner_id is not None:
        return True
    parts = () if query.where is None else conjunction(query.where)
    searches = [part for part in parts if isinstance(part, Matches)]
    for search in searches:
        beginning, words = search.words[0], application_words.c
        found = select(words.app_id).where(
            words.tenant_id == tenant_id,
            words.property == search.path[0],
            words.word >= beginning,
            words.word < after_prefix(beginning),
        )
        counted = select(func.count()).select_from(found.limit(_FEW + 1).subquery())
        if (await transaction.row(counted))[0] <= _FEW:
            return True
    return False if searches else None


def _words(application: Application) -> set[tuple[str, str]]:
    texts = {DISPLAY_NAME: application.display_name, DESCRIPTION: application.description or ""}
    return {(kind, word) for kind, text in texts.items() for word in words_of(text)}
