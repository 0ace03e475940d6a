"""Whatever is done to a directory in whatever order, a simple model agrees with it.

Registrations, secrets, roles, service principals, consent and deletions by the verbs, on
both databases. Each run has a tenant of its own. ``DAEMONRY_FUZZ_EXAMPLES`` is the number
of runs, which ``make fuzz`` sets; the suite makes a few.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from tests.fakes.clock import START
from tests.unit.directory.arrange import HASH_KEYS, SettableClock

from daemonry.directory import app_roles, applications, assignments, credentials
from daemonry.directory import service_principals as principals
from daemonry.directory.app_roles import NewAppRole
from daemonry.directory.assignments import NewAssignment
from daemonry.directory.credentials import NewPassword
from daemonry.directory.work import Work
from daemonry.model.audit import OPERATOR
from daemonry.model.errors import ConflictError, DirectoryError, InvalidError, NotFoundError
from daemonry.model.ids import ObjectId, TenantId
from daemonry.model.tenant import Domain, Tenant
from daemonry.ports import ListQuery
from daemonry.storage.store import open_store
from daemonry.storage.system import SystemIds

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from daemonry.storage.store import Store

RUNS = int(os.environ.get("DAEMONRY_FUZZ_EXAMPLES", "8"))
EVERYTHING = ListQuery(limit=1000)


@dataclass
class App:
    """What the model knows of a registration; ``deleted`` is the time of its deletion."""

    app_id: str
    secrets: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    principal: str | None = None
    deleted: Any = None
    principal_deleted: Any = None

    @property
    def is_present(self) -> bool:
        return self.principal is not None and self.principal_deleted is None


class Directory(RuleBasedStateMachine):
    """One tenant beside its model."""

    store: Store
    runner: asyncio.Runner
    apps = Bundle("apps")
    secrets = Bundle("secrets")
    roles = Bundle("roles")
    consents = Bundle("consents")

    def __init__(self) -> None:
        super().__init__()
        self.ids, self.clock = SystemIds(), SettableClock(START)
        self.tenant_id = TenantId(self.ids.guid())
        self.model: dict[str, App] = {}
        self.held: dict[str, tuple[str, str, str]] = {}
        name = f"t{self.tenant_id[:8]}"
        domain = Domain(f"{name}.example", is_initial=True, is_default=True, is_verified=True)
        tenant = Tenant(self.tenant_id, name, name, (domain,), START)
        self._do(lambda work: work.uow.tenants.add(tenant))

    def _do(self, verb: Callable[[Work], Awaitable[Any]]) -> Any:
        """Do a change in a transaction of its own, a second after the one before."""

        async def change() -> Any:
            self.clock.advance(timedelta(seconds=1))
            async with self.store.directory.change() as uow:
                return await verb(Work(uow, OPERATOR, self.tenant_id, self.clock, self.ids))

        return self.runner.run(change())

    def _refused(self, family: type[DirectoryError], verb: Callable[[Work], Awaitable[Any]]):
        with pytest.raises(family):
            self._do(verb)

    @rule(target=apps, name=st.sampled_from(["To-do API", "Daemon", "Ü"]))
    def register(self, name):
        made = self._do(lambda w: applications.create_application(w, {"display_name": name}))
        self.model[made.object_id] = App(made.app_id)
        return made.object_id

    @rule(app=apps)
    def make_present(self, app):
        known = self.model.get(app)
        if known is None or known.principal is not None or known.deleted:
            app_id = known.app_id if known else app
            is_taken = known is not None and known.principal is not None
            self._refused(
                ConflictError if is_taken else InvalidError,
                lambda w: principals.create_service_principal(w, app_id),
            )
            return
        made = self._do(lambda w: principals.create_service_principal(w, known.app_id))
        known.principal = made.object_id

    @rule(target=secrets, app=apps)
    def add_secret(self, app):
        def add(work):
            return credentials.add_password(work, ObjectId(app), NewPassword(), HASH_KEYS)

        known = self.model.get(app)
        if known is None or known.deleted:
            self._refused(NotFoundError, add)
            return multiple()
        key_id = self._do(add).credential.key_id
        known.secrets.add(key_id)
        return app, key_id

    @rule(secret=consumes(secrets))
    def remove_secret(self, secret):
        app, key_id = secret
        known = self.model.get(app)
        if known is None or known.deleted:
            self._refused(
                NotFoundError, lambda w: credentials.remove_password(w, ObjectId(app), key_id)
            )
            return
        self._do(lambda w: credentials.remove_password(w, ObjectId(app), key_id))
        known.secrets.remove(key_id)

    @rule(target=roles, app=apps, value=st.sampled_from(["Read", "Write"]))
    def add_role(self, app, value):
        new = NewAppRole(value, value, value)
        known = self.model.get(app)
        if known is None or known.deleted:
            self._refused(NotFoundError, lambda w: app_roles.create_app_role(w, app, new))
            return multiple()
        if value in known.roles:
            self._refused(InvalidError, lambda w: app_roles.create_app_role(w, app, new))
            return multiple()
        made = self._do(lambda w: app_roles.create_app_role(w, app, new))
        known.roles.add(value)
        return app, value, made.role_id

    @rule(role=consumes(roles))
    def remove_role(self, role):
        app, value, role_id = role
        known = self.model.get(app)
        if known is None or known.deleted:
            return
        self._refused(InvalidError, lambda w: app_roles.delete_app_role(w, app, role_id))
        self._do(lambda w: app_roles.set_app_role_enabled(w, app, role_id, False))
        self._do(lambda w: app_roles.delete_app_role(w, app, role_id))
        known.roles.remove(value)
        self._forget(lambda entry: entry[1:] == (app, role_id))

    @rule(target=consents, client=apps, role=roles)
    def consent(self, client, role):
        app, value, role_id = role
        ends = self.model.get(client), self.model.get(app)
        if any(end is None or not end.is_present for end in ends) or value not in ends[1].roles:
            return multiple()
        new = NewAssignment(ends[0].principal, ends[1].principal, role_id)
        entry = (client, app, role_id)
        if entry in self.held.values():
            self._refused(InvalidError, lambda w: assignments.assign_app_role(w, new))
            return multiple()
        made = self._do(lambda w: assignments.assign_app_role(w, new))
        self.held[made.assignment_id] = entry
        return made.assignment_id

    @rule(assignment=consumes(consents))
    def withdraw(self, assignment):
        if assignment in self._visible():
            self._do(lambda w: assignments.remove_assignment(w, assignment))
            del self.held[assignment]

    @rule(app=apps)
    def delete(self, app):
        known = self.model.get(app)
        if known is None or known.deleted:
            self._refused(NotFoundError, lambda w: applications.delete_application(w, app))
            return
        self._do(lambda w: applications.delete_application(w, app))
        known.deleted = self.clock.now()
        if known.is_present:
            known.principal_deleted = known.deleted

    @rule(app=apps)
    def restore(self, app):
        known = self.model.get(app)
        if known is None or not known.deleted:
            self._refused(NotFoundError, lambda w: applications.restore_application(w, app))
            return
        self._do(lambda w: applications.restore_application(w, app))
        if known.principal_deleted == known.deleted:
            known.principal_deleted = None
        known.deleted = None

    @rule(app=apps)
    def purge(self, app):
        known = self.model.get(app)
        if known is None or not known.deleted:
            self._refused(NotFoundError, lambda w: applications.purge_application(w, app))
            return
        self._do(lambda w: applications.purge_application(w, app))
        del self.model[app]
        self._forget(lambda entry: app in entry[:2])

    @rule(app=apps)
    def delete_principal(self, app):
        known = self.model.get(app)
        if known is None or not known.is_present:
            return
        self._do(lambda w: principals.delete_service_principal(w, known.principal))
        known.principal_deleted = self.clock.now()

    @rule(app=apps)
    def restore_principal(self, app):
        known = self.model.get(app)
        if known is None or known.principal is None or known.is_present:
            return
        principal = known.principal
        if known.deleted:
            self._refused(
                InvalidError, lambda w: principals.restore_service_principal(w, principal)
            )
            return
        self._do(lambda w: principals.restore_service_principal(w, principal))
        known.principal_deleted = None

    def _forget(self, is_gone: Callable[[tuple[str, str, str]], bool]) -> None:
        self.held = {key: entry for key, entry in self.held.items() if not is_gone(entry)}

    def _visible(self) -> set[str]:
        """Return the assignments whose two ends are there."""
        return {
            key
            for key, (client, app, _) in self.held.items()
            if self.model[client].is_present and self.model[app].is_present
        }

    @invariant()
    def the_model_agrees(self):
        found = self.runner.run(self._everything())
        live = {key: app for key, app in self.model.items() if not app.deleted}
        assert found["live"] == {key: (app.secrets, app.roles) for key, app in live.items()}
        assert found["deleted"] == set(self.model) - set(live)
        assert found["principals"] == {a.principal for a in self.model.values() if a.is_present}
        assert found["assignments"] & set(self.held) == found["assignments"]
        assert found["assignments"] >= self._visible()

    async def _everything(self) -> dict[str, Any]:
        async with self.store.directory.read() as uow:
            tenant = self.tenant_id
            there = await uow.applications.list_matching(tenant, EVERYTHING)
            gone = await uow.applications.list_matching(tenant, EVERYTHING, deleted=True)
            present = await uow.service_principals.list_matching(tenant, EVERYTHING)
            held = [
                item.assignment_id
                for principal in present
                for item in await uow.assignments.list_of_principal(tenant, principal.object_id)
            ]
        return {
            "live": {
                app.object_id: (
                    {one.key_id for one in app.password_credentials},
                    {role.value for role in app.app_roles},
                )
                for app in there
            },
            "deleted": {app.object_id for app in gone},
            "principals": {principal.object_id for principal in present},
            "assignments": set(held),
        }


def test_a_model_agrees_with_any_sequence_of_changes(location: Path | str) -> None:
    with asyncio.Runner() as runner:
        store = runner.run(_open(location))
        Directory.store, Directory.runner = store, runner
        try:
            run_state_machine_as_test(
                Directory,
                settings=settings(
                    max_examples=RUNS,
                    stateful_step_count=30,
                    deadline=None,
                    database=None,
                    derandomize=RUNS < 50,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(store.close())


async def _open(location: Path | str) -> Store:
    return await open_store(location)
