"""What Prometheus reads of one server, in process."""

from __future__ import annotations

import secrets
from datetime import timedelta

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families
from tests.surface.login.arrange import ORIGIN, READ, Server, opened_server

from daemonry.notices.figures import look
from daemonry.notices.sender import NoticeSender
from daemonry.watching.catalogue import METRICS
from daemonry.watching.counted import CountedApp
from daemonry.watching.exposition import create_metrics_app
from daemonry.watching.ledger import Ledger
from daemonry.web.readiness import Readiness


class WatchedServer(Server):
    """A server whose requests are counted, and the listener that tells them."""

    def __init__(self, runner, services, clock):
        super().__init__(runner, services, clock)
        self.app = self.counted = CountedApp(self.app, services.store, Readiness())
        self.counted.reports.append(NoticeSender(services, ORIGIN).report)
        self.ledger = Ledger()
        self.metrics_app = create_metrics_app(self._gather)

    async def _gather(self):
        self.counted.looked_up = await look(self.services)
        self.ledger.heard(0, 1, self.counted.report())
        return self.ledger

    def scrape(self, path="/metrics", method="GET", **headers):
        async def send():
            transport = httpx2.ASGITransport(self.metrics_app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://x") as client:
                return await client.request(method, path, headers=headers)

        return self.run(send())

    def samples(self):
        return {
            (sample.name, tuple(sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(self.scrape().text)
            for sample in family.samples
        }

    def value(self, name, **labels):
        found = [
            value
            for (sample, pairs), value in self.samples().items()
            if sample == name and labels.items() <= dict(pairs).items()
        ]
        return sum(found)


@pytest.fixture
def watched(tmp_path):
    with opened_server(tmp_path / "data", kind=WatchedServer) as server:
        server.assign(server.daemon, READ)
        yield server


def test_tokens_and_refusals_are_counted_by_code(watched):
    assert watched.token().status_code == 200
    assert watched.token(v1=True, scope=None, resource=watched.api.app_id).status_code == 200
    assert watched.token(client_secret="wrong").status_code == 401
    count = "daemonry_token_requests_total"
    assert watched.value(count, outcome="issued", code="0", endpoint="v2", tenant="") == 1
    assert watched.value(count, outcome="issued", endpoint="v1") == 1
    assert watched.value(count, outcome="refused", code="7000215") == 1
    durations = "daemonry_token_request_duration_seconds"
    assert watched.value(f"{durations}_count", outcome="issued") == 2
    assert watched.value(f"{durations}_bucket", outcome="refused", le="+Inf") == 1
    assert watched.value("daemonry_records_committed_total") == 3
    assert watched.value("daemonry_signing_batch_size_sum") == 2


def test_other_requests_are_counted_by_route_template(watched):
    watched.send("GET", f"/v1.0/applications/{watched.api.object_id}")
    watched.send("GET", "/contoso/v2.0/.well-known/openid-configuration")
    count = "daemonry_requests_total"
    assert watched.value(count, route="/v1.0/applications/*", status="401", method="GET") == 1
    route = "/{tenant}/v2.0/.well-known/openid-configuration"
    assert watched.value(count, route=route, status="200") == 1
    assert watched.value("daemonry_request_duration_seconds_count", surface="authority") == 1


def test_l4_what_clients_make_up_adds_no_series(watched):
    for _ in range(3):
        watched.token(client_id=secrets.token_hex(16), tenant=secrets.token_hex(8))
        watched.send("GET", f"/{secrets.token_hex(8)}/x")
        watched.send("GET", f"/v1.0/{secrets.token_hex(8)}")
    before = len(watched.samples())
    for _ in range(30):
        watched.token(client_id=secrets.token_hex(16), tenant=secrets.token_hex(8))
        watched.send("GET", f"/{secrets.token_hex(8)}/x")
        watched.send("GET", f"/v1.0/{secrets.token_hex(8)}")
    assert len(watched.samples()) == before


def test_tenants_are_named_only_by_setting_and_only_those_that_exist(tmp_path):
    data = tmp_path / "data"
    with opened_server(data, kind=WatchedServer, metrics_by_tenant=True) as server:
        server.token()
        server.token(tenant="contoso")
        server.token(tenant="nobody")
        count = "daemonry_token_requests_total"
        assert server.value(count, tenant=server.tenant.tenant_id) == 2
        assert server.value(count, tenant="", code="90002") == 1


def test_every_metric_is_told_with_its_type_and_meaning(watched):
    watched.token()
    watched.send("GET", "/livez")
    watched.add_secret(watched.daemon.application, days=6)
    families = {f.name: f for f in text_string_to_metric_families(watched.scrape().text)}
    for metric in METRICS:
        family = families[metric.name.removesuffix("_total")]
        assert (family.type, family.documentation) == (metric.kind, metric.help)
        assert family.samples, metric.name
    assert set(families) == {metric.name.removesuffix("_total") for metric in METRICS}


def test_what_ends_soon_is_counted_by_kind_until_it_is_removed(watched):
    watched.add_secret(watched.daemon.application, days=6)
    expiring = "daemonry_expiring"
    assert watched.value(expiring, kind="client secret", within="7d") == 1
    assert watched.value(expiring, kind="client secret", within="1d") == 0
    next_one = watched.value("daemonry_next_expiry_timestamp_seconds", kind="client secret")
    assert next_one == (watched.clock.now() + timedelta(days=6)).timestamp()
    watched.clock.time += timedelta(days=8)
    assert watched.value(expiring, kind="client secret", within="0d") == 1
    assert watched.value("daemonry_next_expiry_timestamp_seconds", kind="client secret") == 0


def test_the_age_of_the_oldest_signing_key_is_told(watched):
    before = watched.value("daemonry_signing_key_age_seconds")
    watched.clock.time += timedelta(days=3)
    assert watched.value("daemonry_signing_key_age_seconds") == before + 3 * 86400


def test_l3_no_secret_and_no_token_is_told(watched):
    token = watched.token().json()["access_token"]
    text = watched.scrape().text
    assert watched.daemon.secret not in text
    assert token[-40:] not in text


def test_openmetrics_is_spoken_to_who_asks_for_it(watched):
    answer = watched.scrape(accept="application/openmetrics-text; version=1.0.0")
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")


def test_the_listener_answers_nothing_else(watched):
    assert watched.scrape("/").status_code == 404
    assert watched.scrape("/metrics", "POST").status_code == 404
    head = watched.scrape(method="HEAD")
    assert (head.status_code, head.content) == (200, b"")


def test_metrics_are_not_on_the_public_port(watched):
    assert watched.send("GET", "/metrics").status_code == 404


def test_certificates_of_a_proxy_are_seen_although_requests_are_counted(tmp_path):
    proxy = {"client_certificate_header": "client-cert", "trusted_proxies": ("10.0.0.1",)}
    with opened_server(tmp_path / "data", kind=WatchedServer, **proxy) as server:
        assert server.app.not_direct == {b"client-cert"}
