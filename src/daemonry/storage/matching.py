"""``ports.ListQuery`` as conditions and orders of tables. Values are bound parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, column, false, func, literal, or_, select, true, tuple_

from daemonry.model.ids import parse_guid
from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.odata.filter import Comparison, Expression, Leaf, Matches
from daemonry.storage.column_types import SafeText
from daemonry.storage.document_sql import DocumentFlag, DocumentItems, DocumentText
from daemonry.storage.filtering import (
    Constant,
    Flags,
    Identifiers,
    Moments,
    Properties,
    Texts,
    compile_filter,
    document_texts,
    unsupported,
)
from daemonry.storage.identifiers import app_id_of_uri
from daemonry.storage.lookup_keys import after_prefix, ascii_lower, name_key, uri_key
from daemonry.storage.schema import (
    application_words,
    applications,
    identifier_uris,
    owners,
    service_principals,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, Select, Table

    from daemonry.model.ids import TenantId
    from daemonry.ports import ListQuery

    Condition = ColumnElement[bool]

DISPLAY_NAME: Final = "displayname"
DESCRIPTION: Final = "description"


def application_conditions(
    tenant_id: TenantId, query: ListQuery, *, finds_many: bool = False
) -> Sequence[Condition]:
    """Return what rows of ``applications`` must fulfil, whatever the page.

    ``finds_many`` tells that a search finds so many that a page is full soon.
    """
    conditions = _common(applications, tenant_id, query)
    if query.unique_name is not None:
        conditions.append(applications.c.unique_name_key == name_key(query.unique_name))
    if query.where is not None:
        conditions.append(
            compile_filter(query.where, _of_applications(tenant_id, finds_many=finds_many))
        )
    return conditions


def service_principal_conditions(
    tenant_id: TenantId, query: ListQuery, *, finds_many: bool = False
) -> Sequence[Condition]:
    """Return what rows of ``service_principals``, joined with ``applications``, must fulfil."""
    conditions = _common(service_principals, tenant_id, query)
    if query.unique_name is not None:
        conditions.append(false())  # only registrations have one
    if query.where is not None:
        conditions.append(
            compile_filter(query.where, _of_service_principals(tenant_id, finds_many=finds_many))
        )
    return conditions


def paged(
    statement: Select[Any],
    key: ColumnElement[str],
    query: ListQuery,
    orders: Mapping[str, Any],
    *,
    is_narrow: bool = False,
) -> Select[Any]:
    """Return the statement with the order and the page of a query.

    ``is_narrow`` tells that few rows are found: then they are sorted after they were
    found, instead of looking through all rows in order until a page is full.

    ``orders`` are columns by property; objects that are equal in one come in order of
    ``key``, their identifier. Raises ODataError for an order that is not offered.
    """
    if query.order_by not in {"", "id", *orders}:
        raise ODataError(errors.UNSUPPORTED_QUERY)
    order = orders.get(query.order_by)
    if is_narrow and order is None:
        key = func.coalesce(key, "", type_=SafeText())  # which no index has in order
    place = [key] if order is None else [order, key]
    if query.after:
        value = query.after_value
        values = [name_key(value) if isinstance(value, str) else value, query.after]
        last = tuple_(*map(literal, values[-len(place) :], [part.type for part in place]))
        here = tuple_(*place)
        statement = statement.where(here < last if query.is_descending else here > last)
    by = [part.desc() if query.is_descending else part for part in place]
    return statement.order_by(*by).limit(query.limit)


def orders_of(table: Table) -> Mapping[str, Any]:
    """Return by what applications or service principals can be ordered."""
    return {
        DISPLAY_NAME: table.c.display_name_key,
        "createddatetime": table.c.created_at,
        "deleteddatetime": table.c.deleted_at,
    }


def _common(table: Table, tenant_id: TenantId, query: ListQuery) -> list[Condition]:
    conditions: list[Condition] = []
    key = table.c.display_name_key
    if query.app_id is not None:
        conditions.append(table.c.app_id == query.app_id.lower())
    if query.display_name is not None:
        conditions.append(key == name_key(query.display_name))
    if query.display_name_prefix is not None:
        prefix = name_key(query.display_name_prefix)
        conditions.append(and_(key >= prefix, key < after_prefix(prefix)))
    if query.identifier_uri is not None:
        conditions.append(_holds(table, tenant_id, query.identifier_uri))
    if query.service_principal_name is not None:
        conditions.append(_named(table, tenant_id, query.service_principal_name))
    if query.owner_id is not None:
        owned = select(owners.c.owned_id).where(
            owners.c.tenant_id == tenant_id, owners.c.owner_id == query.owner_id
        )
        conditions.append(table.c.object_id.in_(owned))
    return conditions


def _of_applications(tenant_id: TenantId, *, finds_many: bool) -> Properties:
    document = applications.c.document
    return {
        **_of_both(applications, tenant_id),
        (DISPLAY_NAME,): Searched(applications, tenant_id, DISPLAY_NAME, finds_many),
        (DESCRIPTION,): Searched(applications, tenant_id, DESCRIPTION, finds_many),
        ("uniquename",): Texts(applications.c.unique_name_key),
        ("identifieruris",): Uris(applications, tenant_id),
        ("tags",): DocumentTexts(document, "tags"),
        ("isdisabled",): Flags(DocumentFlag(document, "is_disabled")),
        ("isfallbackpublicclient",): Flags(DocumentFlag(document, "is_fallback_public_client")),
        ("web", "redirecturis"): DocumentTexts(document, "web", "redirect_uris"),
        ("spa", "redirecturis"): DocumentTexts(document, "spa_redirect_uris"),
        ("publicclient", "redirecturis"): DocumentTexts(document, "public_client_redirect_uris"),
        **{path: document_texts(document, *place) for path, place in _TEXTS.items()},
    }


def _of_service_principals(tenant_id: TenantId, *, finds_many: bool) -> Properties:
    document = service_principals.c.document
    return {
        **_of_both(service_principals, tenant_id),
        (DISPLAY_NAME,): Searched(service_principals, tenant_id, DISPLAY_NAME, finds_many),
        ("appdisplayname",): Texts(service_principals.c.display_name_key),
        ("serviceprincipalnames",): Uris(service_principals, tenant_id, with_app_id=True),
        ("serviceprincipaltype",): Constant("Application"),
        ("appownerorganizationid",): Constant(tenant_id),
        ("accountenabled",): Flags(DocumentFlag(document, "account_enabled"), default=True),
        ("approleassignmentrequired",): Flags(
            DocumentFlag(document, "app_role_assignment_required"), default=False
        ),
        ("alternativenames",): DocumentTexts(document, "alternative_names"),
        ("tags",): Either(
            DocumentTexts(document, "own_tags"), DocumentTexts(applications.c.document, "tags")
        ),
        ("signinaudience",): document_texts(applications.c.document, "sign_in_audience"),
        ("homepage",): document_texts(applications.c.document, "web", "home_page_url"),
        **{(name,): document_texts(document, name) for name in ("description", "notes")},
    }


def _of_both(table: Table, tenant_id: TenantId) -> Properties:
    return {
        ("id",): Identifiers(table.c.object_id),
        ("appid",): Identifiers(table.c.app_id),
        ("createddatetime",): Moments(table.c.created_at),
        ("deleteddatetime",): Moments(table.c.deleted_at),
        ("createdbyappid",): Identifiers(DocumentText(table.c.document, "created_by_app_id")),
        ("owners",): Owned(table, tenant_id),
    }


@dataclass(frozen=True, slots=True)
class Searched:
    """A text whose words stand in ``application_words``; only names have a key to compare.

    Where it ``finds_many`` each row is asked for its own words until a page is full;
    else the words are looked up and lead to the rows.
    """

    table: Table
    tenant_id: TenantId
    property: str
    finds_many: bool

    def condition(self, leaf: Leaf) -> Condition:
        """Offer what its kind of text does, and ``$search``."""
        if isinstance(leaf, Matches):
            has = self._has if self.finds_many else self._is_among
            return and_(*map(has, leaf.words))
        if self.property == DISPLAY_NAME:
            return Texts(self.table.c.display_name_key).condition(leaf)
        return document_texts(self.table.c.document, self.property).condition(leaf)

    def _is_among(self, beginning: str) -> Condition:
        words = application_words.c
        found = select(words.app_id).where(
            words.tenant_id == self.tenant_id,
            words.property == self.property,
            words.word >= beginning,
            words.word < after_prefix(beginning),
        )
        return self.table.c.app_id.in_(found)

    def _has(self, beginning: str) -> Condition:
        words = application_words.c
        found = select(1).where(
            words.tenant_id == self.tenant_id,
            words.app_id == self.table.c.app_id,
            words.property == self.property,
            words.word >= beginning,
            words.word < after_prefix(beginning),
        )
        return found.exists()


@dataclass(frozen=True, slots=True)
class Uris:
    """Identifier URIs, for service principals together with the appId."""

    table: Table
    tenant_id: TenantId
    with_app_id: bool = False

    def any(self, predicate: Expression | None) -> Condition:
        """Offer every comparison of text; ``eq`` in the manner of URIs."""
        match predicate:
            case None:
                return true() if self.with_app_id else self._where(true())
            case Comparison((), "eq", str(value)) if self.with_app_id:
                return _named(self.table, self.tenant_id, value)
            case Comparison((), "eq", str(value)):
                return _holds(self.table, self.tenant_id, value)
            case _:
                own = self._where(compile_filter(predicate, {(): _URI_TEXTS}))
                if not self.with_app_id:
                    return own
                app_id: Properties = {(): Texts(self.table.c.app_id, str.lower)}
                return or_(own, compile_filter(predicate, app_id))

    def count(self) -> ColumnElement[int]:
        """Count URIs, and the appId where it is one of them."""
        found = select(func.count()).where(
            identifier_uris.c.tenant_id == self.tenant_id,
            identifier_uris.c.app_id == self.table.c.app_id,
        )
        return found.scalar_subquery() + (1 if self.with_app_id else 0)

    def _where(self, condition: Condition) -> Condition:
        return self.table.c.app_id.in_(
            select(identifier_uris.c.app_id).where(
                identifier_uris.c.tenant_id == self.tenant_id, condition
            )
        )


@dataclass(frozen=True, slots=True)
class DocumentTexts:
    """A list of texts in a document."""

    document: Any
    place: tuple[str, ...]

    def __init__(self, document: Any, *place: str) -> None:
        object.__setattr__(self, "document", document)
        object.__setattr__(self, "place", place)

    def any(self, predicate: Expression | None) -> Condition:
        """Offer every comparison of text."""
        items = DocumentItems(self.document, *self.place).table_valued(column("value", SafeText))
        found = select(1).select_from(items)
        if predicate is None:
            return found.exists()
        member = Texts(func.lower(items.c.value, type_=SafeText()), ascii_lower)
        return found.where(compile_filter(predicate, {(): member})).exists()

    def count(self) -> ColumnElement[int]:
        """Count the texts."""
        items = DocumentItems(self.document, *self.place).table_valued(column("value", SafeText))
        return select(func.count()).select_from(items).scalar_subquery()


@dataclass(frozen=True, slots=True)
class Either:
    """The union of two collections."""

    one: DocumentTexts
    other: DocumentTexts

    def any(self, predicate: Expression | None) -> Condition:
        """Offer what both offer."""
        return or_(self.one.any(predicate), self.other.any(predicate))

    def count(self) -> ColumnElement[int]:
        """Refuse: what stands in both would count twice."""
        raise unsupported()


@dataclass(frozen=True, slots=True)
class Owned:
    """The owners of an object."""

    table: Table
    tenant_id: TenantId

    def any(self, predicate: Expression | None) -> Condition:
        """Offer a comparison of the owners' identifiers."""
        if predicate is None:
            return self._of().exists()
        return self._of().where(compile_filter(predicate, _OWNER)).exists()

    def count(self) -> ColumnElement[int]:
        """Count the owners."""
        return self._of(func.count()).scalar_subquery()

    def _of(self, what: Any = 1) -> Select[Any]:
        return select(what).where(
            owners.c.tenant_id == self.tenant_id, owners.c.owned_id == self.table.c.object_id
        )


def _holds(table: Table, tenant_id: TenantId, uri: str) -> Condition:
    key = uri_key(uri)
    if key is None:
        return false()
    # Compared, not looked for in a set: a URI has one holder, so an index finds it at once.
    condition: Condition = table.c.app_id == app_id_of_uri(tenant_id, key).scalar_subquery()
    return condition


def _named(table: Table, tenant_id: TenantId, name: str) -> Condition:
    """Return the condition that a client may name a service principal so."""
    app_id = parse_guid(name)
    return _holds(table, tenant_id, name) if app_id is None else table.c.app_id == app_id


_OWNER: Final[Properties] = {("id",): Identifiers(owners.c.owner_id)}
_URI_TEXTS: Final = Texts(identifier_uris.c.uri_key, lambda text: uri_key(text) or "")
_TEXTS: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    ("signinaudience",): ("sign_in_audience",),
    ("publisherdomain",): ("publisher_domain",),
    ("notes",): ("notes",),
    ("groupmembershipclaims",): ("group_membership_claims",),
    ("servicemanagementreference",): ("service_management_reference",),
    ("web", "homepageurl"): ("web", "home_page_url"),
    ("web", "logouturl"): ("web", "logout_url"),
}
