"""What lists find an application by: its words, and its name beside its service principals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, tuple_, update

from daemonry.odata.search import words_of
from daemonry.storage.lookup_keys import name_key
from daemonry.storage.matching import DESCRIPTION, DISPLAY_NAME
from daemonry.storage.schema import application_words, service_principals

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.storage.transaction import Transaction


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


def _words(application: Application) -> set[tuple[str, str]]:
    texts = {DISPLAY_NAME: application.display_name, DESCRIPTION: application.description or ""}
    return {(kind, word) for kind, text in texts.items() for word in words_of(text)}
