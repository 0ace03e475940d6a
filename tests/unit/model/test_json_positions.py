"""Where members stand in a JSON text."""

import json

from hypothesis import given
from hypothesis import strategies as st

from daemonry.model.json_positions import place_of, places_of, repeated_place

TEXT = '{\n  "a": 1,\n  "b": {"c": [true, {"d": "x\\"]}"}], "e": null},\n  "f": -1.5e3\n}\n'


def test_every_member_has_line_and_column():
    assert [(place.path, place.line, place.column) for place in places_of(TEXT)] == [
        (("a",), 2, 3),
        (("b",), 3, 3),
        (("b", "c"), 3, 9),
        (("b", "c", 0), 3, 15),
        (("b", "c", 1), 3, 21),
        (("b", "c", 1, "d"), 3, 22),
        (("b", "e"), 3, 38),
        (("f",), 4, 3),
    ]


def test_a_place_is_found_by_the_end_of_its_path_without_numbers():
    assert place_of(TEXT, "c.d").path == ("b", "c", 1, "d")
    assert place_of(TEXT, "e").line == 3
    assert place_of(TEXT, "nowhere") is None


def test_the_second_of_two_members_of_one_name_is_told():
    place = repeated_place('{"a": 1,\n "b": 2,\n "a": 3}')
    assert (place.line, place.column) == (3, 2)
    assert repeated_place(TEXT) is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES, st.sampled_from([None, 1, 4]), st.booleans())
def test_any_json_is_walked_to_its_end(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    lines = text.split("\n")
    for place in places_of(text):
        rest = lines[place.line - 1][place.column - 1 :]
        if isinstance(place.path[-1], str):
            assert rest.startswith(json.dumps(place.path[-1], ensure_ascii=ascii_only))
