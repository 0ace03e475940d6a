"""Filters over objects in memory say the same as filters in a database."""

import pytest

from daemonry.odata.errors import ODataError
from daemonry.odata.evaluate import holds
from daemonry.odata.filter import parse_filter

ITEM = {
    "id": "1",
    "displayName": "To-do API",
    "notes": None,
    "isDefault": True,
    "createdDateTime": "2026-06-01T12:00:00Z",
    "tags": ["One", "two"],
    "owners": [{"id": "a"}, {"id": "b"}],
    "web": {"homePageUrl": "https://x.example"},
}

CASES = {
    "displayName eq 'to-DO api'": True,
    "displayName ne 'to-do api'": False,
    "DISPLAYNAME in ('x','to-do api')": True,
    "startswith(displayName,'TO')": True,
    "endswith(displayName,'Api')": True,
    "startswith(notes,'x')": False,
    "notes eq null": True,
    "notes ne 'x'": True,
    "notes gt 'x'": False,
    "isDefault eq true and not (isDefault eq false)": True,
    "isDefault eq false or id eq '1'": True,
    "createdDateTime ge 2026-06-01T12:00:00Z": True,
    "createdDateTime lt 2026-06-01T12:00:00Z": False,
    "tags/any(t:t eq 'ONE')": True,
    "tags/any()": True,
    "tags/all(t:t ne 'three')": True,
    "tags/all(t:t ne 'two')": False,
    "tags/$count eq 2": True,
    "owners/any(o:o/id eq 'B')": True,
    "owners/$count le 1": False,
    "web/homePageUrl eq 'https://X.example'": True,
}


@pytest.mark.parametrize("text", CASES)
def test_a_filter_holds_or_not(text):
    assert holds(parse_filter(text), ITEM) is CASES[text]


@pytest.mark.parametrize(
    "text",
    ["nothing eq 1", "web/nothing eq 1", "id/any(x:x eq 1)", "displayName gt 5", "id/x eq 'y'"],
)
def test_s20_what_does_not_fit_the_object_is_refused(text):
    with pytest.raises(ODataError) as caught:
        holds(parse_filter(text), ITEM)
    assert caught.value.refusal.status == 400
