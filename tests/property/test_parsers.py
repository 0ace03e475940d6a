"""Every parser of what strangers send: its value, or the refusal it documents, and nothing else.

Anything at all, and samples that are right with a few bytes changed, doubled or lost:
what is nearly right goes deepest. DAEMONRY_FUZZ_EXAMPLES is how many of each (T3). What
was once hard to read stays in ``tests/fuzz/corpus``, where ``make fuzz`` begins from it.
"""

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fuzz.parsers import PARSERS

EXAMPLES = int(os.environ.get("DAEMONRY_FUZZ_EXAMPLES", "25"))
CORPUS = Path(__file__).parents[1] / "fuzz" / "corpus"


def near(sample: bytes):
    """Return bytes that differ from a sample in a few places."""
    piece = st.binary(max_size=4) | st.sampled_from([b"%", b"'", b"\0", b"(", b'"', b"\xff", b"&="])
    place = st.integers(0, len(sample))
    changes = st.lists(st.tuples(place, place, piece), min_size=1, max_size=4)

    def changed(steps):
        data = sample
        for start, end, new in steps:
            data = data[:start] + new + data[max(end, start) :]
        return data

    return changes.map(changed)


@pytest.mark.parametrize("name", PARSERS)
def test_t3_a_parser_returns_or_refuses_as_it_says(name):
    parse, refusals, sample = PARSERS[name]

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=300) | near(sample) | near(sample))
    def returns_or_refuses(data):
        try:
            parse(data)
        except refusals as refusal:
            assert str(refusal) or refusal.args is not None

    returns_or_refuses()


@pytest.mark.parametrize("name", PARSERS)
def test_the_samples_are_not_refused_for_their_form(name):
    parse, refusals, sample = PARSERS[name]
    if name == "certificate authority":
        with pytest.raises(refusals):
            parse(sample)  # it is the certificate of a client
    else:
        parse(sample)


@pytest.mark.parametrize("found", sorted(CORPUS.glob("*/*")), ids=lambda path: path.parent.name)
def test_t3_what_was_hard_to_read_is_read_or_refused(found):
    parse, refusals, _ = PARSERS[found.parent.name.replace("_", " ")]
    with contextlib.suppress(*refusals):
        parse(found.read_bytes())
