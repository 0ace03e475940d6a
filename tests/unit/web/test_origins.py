"""Which host names are ours, and what we call ourselves there."""

from daemonry.web.origins import make_origins


def test_names_are_reached_with_the_port_and_the_first_is_the_default():
    origins = make_origins(names=["localhost", "127.0.0.1", "::1"], port=8443)
    assert origins.default == "https://localhost:8443"
    assert origins.of(b"LocalHost:8443") == "https://localhost:8443"
    assert origins.of(b"[::1]:8443") == "https://[::1]:8443"
    assert origins.hosts == {"localhost", "127.0.0.1", "::1"}


def test_t10_other_ports_and_other_names_are_not_ours():
    origins = make_origins(names=["localhost"], port=8443)
    for host in (b"localhost", b"localhost:443", b"evil.example", b"localhost:8443.evil", b""):
        assert origins.of(host) is None


def test_port_443_is_left_out():
    origins = make_origins(names=["login.example"], port=443)
    assert origins.of(b"login.example") == "https://login.example"
    assert origins.default == "https://login.example"


def test_mapped_names_are_reached_without_a_port():
    origins = make_origins(names=["localhost"], port=8443, mapped=["contoso.ciamlogin.com"])
    assert origins.of(b"contoso.ciamlogin.com") == "https://contoso.ciamlogin.com"
    assert origins.default == "https://localhost:8443"


def test_the_public_url_is_the_default():
    origins = make_origins(names=["localhost"], port=8443, public_url="https://Login.Example/x")
    assert origins.default == "https://login.example"
    assert origins.of(b"login.example") == "https://login.example"
