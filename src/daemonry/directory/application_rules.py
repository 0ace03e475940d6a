"""What an application must look like: one validator for create, update, restore, import."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.model.tenant import Tenant


def validate_application(new: Application, previous: Application | None, tenant: Tenant) -> None:
    """Check the application as it will be stored; ``previous`` is what is stored now.

    Pure: uniqueness in the tenant is checked where the store is at hand.
    Raises InvalidError for the first broken rule.
    """
    raise NotImplementedError
