"""``serve`` with a metrics port: one answer for all workers, whatever happens to them."""

from __future__ import annotations

import os
import signal
import urllib.request

from prometheus_client.parser import text_string_to_metric_families
from tests.surface.cli.pool import pool

LIVEZ = {"method": "GET", "route": "/livez", "status": "200"}


def requests_seen(url):
    """Return how often /livez was answered, by worker."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        text = answer.read().decode()
    return {
        sample.labels["worker"]: int(sample.value)
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "daemonry_requests_total" and sample.labels.items() >= LIVEZ.items()
    }


def test_a_scrape_adds_up_the_workers_and_a_restarted_one_goes_on_counting(contoso):
    with pool(contoso.data, "--metrics-port", "0") as server:
        url = server.ready["metrics_url"]
        for pid in server.pids():
            connection = server.connect(pid)  # asks once
            connection.ask("GET", "/livez")
        assert requests_seen(url) == {"0": 2, "1": 2}
        os.kill(server.pids()[0], signal.SIGKILL)
        server.wait_for("a worker died")
        server.wait_for("a worker is ready")
        assert sum(requests_seen(url).values()) == 4
        server.connect(server.pids()[-1])
        assert sum(requests_seen(url).values()) == 5
        server.signal(signal.SIGHUP)
        server.wait_for("all workers were replaced")
        assert sum(requests_seen(url).values()) == 5
        server.connect()
        assert sum(requests_seen(url).values()) == 6


def test_one_process_tells_its_own_and_none_without_a_port(contoso):
    with pool(contoso.data, "--metrics-port", "0", workers=1) as server:
        server.connect()
        assert requests_seen(server.ready["metrics_url"]) == {"0": 1}
    with pool(contoso.data, workers=1) as server:
        assert "metrics_url" not in server.ready
