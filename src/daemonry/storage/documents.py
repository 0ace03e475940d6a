"""Frozen values as JSON documents: the part of a row that nobody searches.

The keys of a document are the field names of its dataclass. A field that a
document lacks takes its default and one that the class lacks is ignored, so that
values written by an older or a newer release can be read.
"""

from __future__ import annotations

import base64
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeVar, Union

import msgspec

from daemonry.model import ids
from daemonry.model.application import Application
from daemonry.model.certificate_authority import TrustedSubject
from daemonry.model.credential import PasswordCredential, SecretDigest
from daemonry.model.federated_credential import FederatedIdentityCredential
from daemonry.model.key_credential import KeyCredential
from daemonry.storage.lookup_keys import storable

T = TypeVar("T")

_NUL: Final = "\\u0000"
_SCALARS: Final[Mapping[Any, Callable[[Any], Any]]] = {
    datetime: datetime.fromisoformat,
    bytes: base64.b64decode,
}

# The model imports these for type checkers only; reading its annotations needs them.
_NAMES: Final = {
    "datetime": datetime,
    "Mapping": Mapping,
    "Application": Application,
    "PasswordCredential": PasswordCredential,
    "SecretDigest": SecretDigest,
    "KeyCredential": KeyCredential,
    "TrustedSubject": TrustedSubject,
    "FederatedIdentityCredential": FederatedIdentityCredential,
    **{name: value for name, value in vars(ids).items() if name.endswith("Id")},
}


def encode_fields(value: Any, *, leave_out: frozenset[str] = frozenset()) -> str:
    """Return the fields of a dataclass as JSON text, without those kept elsewhere."""
    kept = {
        field.name: getattr(value, field.name)
        for field in fields(value)
        if field.name not in leave_out
    }
    try:
        document = msgspec.json.encode(kept).decode()
    except UnicodeEncodeError:  # lone surrogates, which no encoding of Unicode can carry
        document = _NUL
    if _NUL in document:  # PostgreSQL's JSON operators refuse a document with a NUL
        return msgspec.json.encode(_storable(msgspec.to_builtins(kept))).decode()
    return document


def storable_fields(value: Any) -> Any:
    """Return a dataclass as plain values whose text both databases can hold."""
    return _storable(msgspec.to_builtins(value))


def build(kind: type[T], document: str, **columns: Any) -> T:
    """Return a ``kind`` from its document and the fields that were kept elsewhere."""
    return _construct(kind, {**msgspec.json.decode(document), **columns}, frozenset(columns))


def _storable(value: Any) -> Any:
    match value:
        case str():
            return storable(value)
        case dict():
            return {storable(name): _storable(each) for name, each in value.items()}
        case list() | tuple():
            return [_storable(each) for each in value]
        case _:
            return value


def _construct(kind: type[T], values: Mapping[str, Any], ready: frozenset[str]) -> T:
    readers: dict[str, Callable[[Any], Any]] = _readers(kind)  # type: ignore[arg-type] # classes are hashable
    return kind(
        **{
            name: value if name in ready else readers[name](value)
            for name, value in values.items()
            if name in readers
        }
    )


@cache
def _readers(kind: type[Any]) -> dict[str, Callable[[Any], Any]]:
    hints = typing.get_type_hints(kind, localns=dict(_NAMES))
    return {field.name: _reader(hints[field.name]) for field in fields(kind)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {Union, types.UnionType}:
        (inner,) = (_reader(each) for each in arguments if each is not types.NoneType)
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda value: tuple(item(each) for each in value)
    if origin is frozenset:
        return frozenset
    if hint in _SCALARS:
        return _SCALARS[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        return lambda value: _construct(hint, value, frozenset())
    return lambda value: value
