"""What counts as a logo is decided by its content alone."""

import pytest
from tests.fakes.pictures import jpeg, png

from daemonry.model.logo import MAX_BYTES, media_type_of, read_logo


@pytest.mark.parametrize(
    ("content", "media_type"), [(png(), "image/png"), (jpeg(), "image/jpeg")], ids=["PNG", "JPEG"]
)
def test_a_picture_is_named_by_its_content(content, media_type):
    logo = read_logo(content)
    assert media_type_of(logo.file) == media_type
    assert logo == read_logo(content)
    assert repr(content[:4]) not in repr(logo)


def test_two_pictures_have_two_names():
    assert read_logo(png(grey=1)).file != read_logo(png(grey=2)).file


REFUSED = {
    "nothing": b"",
    "text": b"hello",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a drawing with scripts": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "another kind of picture": b"GIF89a\x01\x00\x01\x00",
    "a bitmap": b"BM" + bytes(64),
    "a PNG that is cut off": png()[:-4],
    "a PNG with a page behind it": png() + b"<script>alert(1)</script>",
    "a PNG without a header": png()[:8] + png()[33:],
    "a PNG of no width": png(0, 5),
    "a PNG that is too wide": png(1025, 1),
    "a JPEG that is cut off": jpeg()[:-1],
    "a JPEG without a frame": b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9",
    "a JPEG whose lengths lead nowhere": b"\xff\xd8\xff\xe0\x00\x00" + b"\xff\xd9",
    "a JPEG that is too high": jpeg(10, 4000),
    "too many bytes": png()[:-12] + bytes(MAX_BYTES) + png()[-12:],
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_anything_else_is_none(content):
    assert read_logo(content) is None
