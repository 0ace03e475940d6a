"""Is an audit trail whole? Follows its lines and says which record is not as it was.

The lines come from an export or straight from a database; it is the same check. An
export begins with a line that says so and ends with one that signs the digest of all its
lines, so that no edit of the file remains unseen, wherever it is. Raises nothing: what is
wrong becomes a problem.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from daemonry.model.audit_chain import (
    BEFORE_THE_FIRST,
    LOGS,
    canonical,
    digest_of,
    signed_part,
)
from daemonry.model.strict_json import parse_json_object

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from daemonry.model.audit_chain import Line

    Verify = Callable[[Mapping[str, str], str, bytes], bool]
    """Tell whether a signature (base64url) by a public JWK is over these bytes."""

MANY: Final = 50
"""Problems that are told; more are only counted."""

_LEVELS: Final = 16
_SHAPES: Final[dict[str, dict[str, type]]] = {
    "export": {"at": str, "continues": bool},
    "key": {"keyId": str, "jwk": dict, "endorsedBy": str, "signature": str},
    "record": {
        "log": str,
        "tenantId": str,
        "seq": int,
        "id": str,
        "previous": str,
        "hash": str,
        "record": dict,
    },
    "checkpoint": {
        "log": str,
        "tenantId": str,
        "seq": int,
        "hash": str,
        "at": str,
        "isBase": bool,
        "keyId": str,
        "signature": str,
    },
    "end": {"lines": int, "sha256": str, "keyId": str, "signature": str},
}


@dataclass(slots=True)
class Chain:
    """How far one chain was followed; ``first`` and ``last`` are 0 while it has no record.

    ``checked_seq`` is the place of the newest checkpoint, ``checked_at`` its time.
    """

    log: str
    tenant_id: str
    first: int = 0
    last: int = 0
    digest: str = ""
    base: int = 0
    checked_seq: int = 0
    checked_at: str = ""
    proved: int = 0
    problems: list[str] = field(default_factory=list)


class TrailCheck:
    """Takes lines in their order, then ``finish`` tells what is missing at the end.

    ``trusted`` are identifiers of keys known from elsewhere; without them the first key
    of the trail is believed. ``expected`` are checkpoints that were kept elsewhere.
    ``is_open`` allows a trail without its last line: a database, or a stream.
    """

    def __init__(
        self,
        verify: Verify,
        key_id_of: Callable[[Mapping[str, str]], str],
        *,
        trusted: Collection[str] = (),
        expected: Sequence[Line] = (),
        is_open: bool = False,
    ) -> None:
        self._verify = verify
        self._key_id_of = key_id_of
        self._trusted = frozenset(trusted)
        self._is_open = is_open
        self._keys: dict[str, Mapping[str, str]] = {}
        self._section: Any = None
        self._lines = 0
        self._continues = False
        self.chains: dict[tuple[str, str], Chain] = {}
        self.problems: list[str] = []
        self._kept: dict[tuple[str, str], dict[int, str]] = {}
        for one in expected:
            self._kept.setdefault((one["tenantId"], one["log"]), {})[one["seq"]] = one["hash"]

    @property
    def key_ids(self) -> Sequence[str]:
        """The keys whose signatures were believed."""
        return tuple(self._keys)

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was wrong."""
        return not self.problems and not any(chain.problems for chain in self.chains.values())

    def take(self, data: bytes) -> None:
        """Check the next line, its line feed included."""
        line = self._read(data)
        if line is None:
            self._count(data)
            return
        kind = line["type"]
        if kind == "export":
            self._begin(line)
        elif self._section is None:
            self._say(f"a line of type {kind} stands outside of an export")
            return
        if kind == "end":
            self._end(line)
            return
        self._count(data)
        match kind:
            case "key":
                self._key(line)
            case "record":
                self._record(line)
            case "checkpoint":
                self._checkpoint(line)

    def finish(self) -> None:
        """Say what is missing at the end."""
        if self._section is not None:
            if not self._is_open:
                self._say("the export has no last line: it was cut, or never finished")
            for chain in self.chains.values():
                if chain.last > chain.checked_seq:
                    _add(chain, f"no checkpoint covers what follows record {chain.checked_seq}")
        elif not self._lines:
            self._say("there is no export")
        for (tenant_id, log), kept in self._kept.items():
            chain = self._chain(tenant_id, log)
            for seq in kept:
                if seq > max(chain.last, chain.base):
                    _add(
                        chain,
                        f"records up to {seq} were there once; after {chain.last} they"
                        " were cut off",
                    )
        self._kept.clear()

    def _read(self, data: bytes) -> Line | None:
        try:
            line = dict(parse_json_object(data.removesuffix(b"\n"), levels=_LEVELS))
            shape = _SHAPES[line["type"]]
            is_formed = all(type(line[name]) is kind for name, kind in shape.items())
            is_formed = is_formed and line.get("log", LOGS[0]) in LOGS
            if is_formed and canonical(line) + b"\n" == data:
                return line
        except (ValueError, KeyError, TypeError):
            pass
        self._say(f"line {self._lines + 1} is not as an export writes it")
        return None

    def _count(self, data: bytes) -> None:
        self._lines += 1
        if self._section is not None:
            self._section.update(data)

    def _begin(self, line: Line) -> None:
        if self._section is not None and not self._is_open:
            self._say("an export has no last line: it was cut, or never finished")
        self._section, self._lines = hashlib.sha256(), 0
        self._continues = line["continues"]

    def _end(self, line: Line) -> None:
        jwk = self._keys.get(line["keyId"])
        if jwk is None or not self._verify(jwk, line["signature"], signed_part(line)):
            self._say("the signature of the last line is not valid")
        elif (line["lines"], line["sha256"]) != (self._lines, self._section.hexdigest()):
            self._say(f"the {line['lines']} lines are not those that the last line signs")
        self._section = None
        self._lines += 1

    def _key(self, line: Line) -> None:
        key_id, jwk = line["keyId"], line["jwk"]
        by = line["endorsedBy"] or key_id
        if key_id in self._keys:
            return
        if self._key_id_of(jwk) != key_id:
            self._say(f"the key {key_id} is not the one of that name")
            return
        endorsing = jwk if by == key_id else self._keys.get(by)
        is_endorsed = endorsing is not None and self._verify(
            endorsing, line["signature"], signed_part(line)
        )
        is_first = not self._keys and not self._trusted
        if key_id in self._trusted or (is_endorsed and (by != key_id or is_first)):
            self._keys[key_id] = jwk

    def _record(self, line: Line) -> None:
        chain, seq = self._chain(line["tenantId"], line["log"]), line["seq"]
        name = f"record {seq} ({line['id']})"
        previous, expected_seq = chain.digest, max(chain.last, chain.base) + 1
        is_start = not previous
        if is_start and not self._continues:
            previous = BEFORE_THE_FIRST
        follows = seq == expected_seq or (is_start and self._continues)
        if seq < expected_seq and not (is_start and self._continues):
            _add(chain, f"{name} stands out of order, or was added")
        elif not follows:
            missing = f"{expected_seq} to {seq - 1}" if seq > expected_seq + 1 else expected_seq
            _add(chain, f"before {name} there is missing: {missing}")
        elif previous and line["previous"] != previous:
            _add(chain, f"{name} does not follow the one before: one of both was exchanged")
        if digest_of(line) != line["hash"] and (follows or line["previous"]):
            _add(chain, f"{name} was changed")
        self._compare(chain, seq, line["hash"])
        chain.first = chain.first or seq
        chain.last, chain.digest = seq, line["hash"]
        chain.proved += 1

    def _checkpoint(self, line: Line) -> None:
        chain, seq = self._chain(line["tenantId"], line["log"]), line["seq"]
        name = f"the checkpoint of {line['at'][:19]}Z at record {seq}"
        jwk = self._keys.get(line["keyId"])
        is_signed = jwk is not None and self._verify(jwk, line["signature"], signed_part(line))
        if jwk is None:
            _add(chain, f"{name} is signed by a key that is not trusted: {line['keyId']}")
        elif not is_signed:
            _add(chain, f"the signature of {name} is not valid")
        if line["isBase"] and is_signed and seq > chain.last:
            chain.base, chain.digest = seq, line["hash"]
        elif seq > max(chain.last, chain.base):
            _add(chain, f"{name} covers records after {chain.last}, which were cut off")
        elif seq < chain.last:
            _add(chain, f"{name} stands out of order")
        elif line["hash"] != chain.digest:
            since = chain.checked_seq + 1
            _add(chain, f"{name} says otherwise: a record from {since} to {seq} was exchanged")
        chain.checked_seq, chain.checked_at = seq, line["at"]

    def _compare(self, chain: Chain, seq: int, digest: str) -> None:
        kept = self._kept.get((chain.tenant_id, chain.log), {})
        if kept.get(seq, digest) != digest:
            _add(chain, f"record {seq} or one before it is not what the kept checkpoint says")

    def _chain(self, tenant_id: str, log: str) -> Chain:
        return self.chains.setdefault((tenant_id, log), Chain(log, tenant_id))

    def _say(self, problem: str) -> None:
        if len(self.problems) < MANY:
            self.problems.append(problem)


def _add(chain: Chain, problem: str) -> None:
    if len(chain.problems) < MANY:
        chain.problems.append(problem)
