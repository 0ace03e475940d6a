import ssl
import stat
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from daemonry.model.ids import TenantId
from daemonry.model.tenant import Domain, Tenant
from daemonry.web import tls

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = datetime.now(UTC)  # noqa: TID251 - OpenSSL checks validity against the real time
NAMES = ("localhost", "127.0.0.1", "::1", "contoso.localhost")
CONTOSO = Tenant(
    tenant_id=TenantId("11111111-1111-4111-8111-111111111111"),
    display_name="Contoso",
    subdomain="contoso",
    domains=(
        Domain("contoso.onmicrosoft.com", is_initial=True, is_default=True, is_verified=True),
    ),
    created_at=NOW,
)


def load(path):
    return x509.load_pem_x509_certificate(path.read_bytes())


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def names_of(path):
    extension = load(path).extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return [str(name.value) for name in extension.value]


def handshake(server_tls, name, ca_file):
    """Run a TLS handshake in memory and return the protocol version."""
    client = ssl.create_default_context(cafile=ca_file)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    here = client.wrap_bio(to_client, to_server, server_hostname=name)
    there = tls.server_context(server_tls).wrap_bio(to_server, to_client, server_side=True)
    for side in (here, there, here, there):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    return here.version()


def test_every_name_in_use_is_listed_once():
    names = tls.certificate_names(
        [CONTOSO], further=("ID.Contoso.com.", "localhost", "192.0.2.7"), machine="build-7"
    )
    assert names == (
        *("localhost", "127.0.0.1", "::1", "build-7"),
        *("id.contoso.com", "192.0.2.7", "contoso.localhost"),
    )


def test_microsoft_names_are_only_added_on_request():
    plain = tls.certificate_names([CONTOSO])
    assert not [name for name in plain if "ciamlogin" in name or "microsoft" in name]
    asked = tls.certificate_names(
        [CONTOSO], further=("login.microsoftonline.com", *tls.ciam_names([CONTOSO]))
    )
    assert {
        "contoso.ciamlogin.com",
        "11111111-1111-4111-8111-111111111111.ciamlogin.com",
        "login.microsoftonline.com",
    } <= set(asked)


def test_a_machine_with_an_unusable_name_gets_a_certificate_all_the_same():
    assert tls.certificate_names([], machine="ci_runner_7") == tls.LOOPBACK_NAMES


@pytest.mark.parametrize("name", ["*.localhost", "a b", "10.0.0.0/8", "me@contoso.com", ""])
def test_something_that_is_no_host_name_is_refused_with_advice(name):
    with pytest.raises(tls.TLSError, match="no host name") as refused:
        tls.certificate_names([], further=(name,))
    assert refused.value.hint


def test_a_client_that_trusts_the_exported_ca_can_connect_by_every_name(tmp_path):
    server = tls.development_certificate(tmp_path, NAMES, TODAY)
    assert server.ca_file == tmp_path / "ca.pem"
    for name in NAMES:
        assert handshake(server, name, server.ca_file) == "TLSv1.3"
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(server, "contoso.example", server.ca_file)


def test_private_keys_are_for_the_owner_alone_and_on_the_p256_curve(tmp_path):
    server = tls.development_certificate(tmp_path, NAMES, NOW)
    assert mode_of(tmp_path / "tls") == 0o700
    assert mode_of(tmp_path / "tls" / "ca-key.pem") == 0o600
    assert mode_of(server.key) == 0o600
    for certificate in (server.ca_file, server.certificate):
        key = load(certificate).public_key()
        assert isinstance(key, ec.EllipticCurvePublicKey)
        assert key.curve.name == "secp256r1"


def test_the_ca_cannot_make_further_authorities(tmp_path):
    server = tls.development_certificate(tmp_path, NAMES, NOW)
    constraints = load(server.ca_file).extensions.get_extension_for_class(x509.BasicConstraints)
    assert constraints.value.ca
    assert constraints.value.path_length == 0


def test_a_certificate_is_kept_while_names_and_validity_hold(tmp_path):
    first = tls.development_certificate(tmp_path, NAMES, NOW)
    before = load(first.certificate).serial_number
    again = tls.development_certificate(tmp_path, tuple(reversed(NAMES)), NOW + timedelta(days=300))
    assert load(again.certificate).serial_number == before


def test_new_names_bring_a_new_certificate_from_the_same_ca(tmp_path):
    first = tls.development_certificate(tmp_path, NAMES, NOW)
    ca = first.ca_file.read_bytes()
    second = tls.development_certificate(tmp_path, (*NAMES, "fabrikam.localhost"), NOW)
    assert names_of(second.certificate) == [*NAMES, "fabrikam.localhost"]
    assert second.ca_file.read_bytes() == ca


def test_a_certificate_is_renewed_a_month_before_it_ends(tmp_path):
    first = tls.development_certificate(tmp_path, NAMES, NOW)
    before = load(first.certificate).serial_number
    late = NOW + tls.LIFETIME - timedelta(days=29)
    second = load(tls.development_certificate(tmp_path, NAMES, late).certificate)
    assert second.serial_number != before
    assert second.not_valid_after_utc > late + timedelta(days=300)


def test_removing_the_ca_makes_a_new_one_and_a_certificate_that_fits_it(tmp_path):
    first = tls.development_certificate(tmp_path, NAMES, NOW)
    old = first.ca_file.read_bytes()
    (tmp_path / "tls" / "ca.pem").unlink()
    second = tls.development_certificate(tmp_path, NAMES, TODAY)
    assert second.ca_file.read_bytes() != old
    assert handshake(second, "localhost", second.ca_file)


def test_a_damaged_ca_is_reported_with_what_to_do(tmp_path):
    tls.development_certificate(tmp_path, NAMES, NOW)
    (tmp_path / "tls" / "ca-key.pem").write_text("nothing of use")
    with pytest.raises(tls.TLSError, match="cannot be read") as refused:
        tls.development_certificate(tmp_path, NAMES, NOW)
    assert "Remove" in refused.value.hint


def test_a_lost_export_is_written_again(tmp_path):
    first = tls.development_certificate(tmp_path, NAMES, NOW)
    ca = first.ca_file.read_bytes()
    first.ca_file.unlink()
    assert tls.development_certificate(tmp_path, NAMES, NOW).ca_file.read_bytes() == ca


def test_the_operators_certificate_is_used_as_it_is(tmp_path):
    made = tls.development_certificate(tmp_path, NAMES, NOW)
    used = tls.operator_certificate(made.certificate, made.key)
    assert used == tls.ServerCertificate(made.certificate, made.key, None)


def test_a_missing_file_and_a_key_that_does_not_fit_are_told_apart(tmp_path):
    one = tls.development_certificate(tmp_path / "one", NAMES, NOW)
    other = tls.development_certificate(tmp_path / "other", NAMES, NOW)
    with pytest.raises(tls.TLSError, match=r"absent\.pem does not exist"):
        tls.operator_certificate(one.certificate, tmp_path / "absent.pem")
    with pytest.raises(tls.TLSError, match="cannot be used together"):
        tls.operator_certificate(one.certificate, other.key)


def test_an_encrypted_key_is_refused_without_asking_anybody(tmp_path):
    made = tls.development_certificate(tmp_path, NAMES, NOW)
    locked = tmp_path / "locked.pem"
    subprocess.run(
        ["openssl", "pkey", "-in", made.key, "-aes128", "-passout", "pass:x", "-out", locked],
        check=True,
        capture_output=True,
    )
    with pytest.raises(tls.TLSError, match="cannot be used together"):
        tls.operator_certificate(made.certificate, locked)


def test_versions_below_1_2_are_not_offered(tmp_path):
    made = tls.development_certificate(tmp_path, NAMES, NOW)
    assert tls.server_context(made).minimum_version == ssl.TLSVersion.TLSv1_2


def test_the_environment_lines_survive_a_path_with_a_space(tmp_path):
    assert tls.trust_lines(tmp_path / "my data" / "ca.pem") == tuple(
        f"export {name}='{tmp_path}/my data/ca.pem'"
        for name in ("NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")
    )
