"""Dashboard, alert rules and documents name metrics that exist; promtool agrees with the rules."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from tests.programs import find_program

from daemonry.watching.catalogue import METRICS, Kind

ROOT = Path(__file__).parents[2]
RULES = ROOT / "deploy/prometheus/alerts.yml"
DASHBOARD = ROOT / "deploy/grafana/daemonry.json"
_SUFFIXES = {Kind.HISTOGRAM: ("_bucket", "_sum", "_count")}
SAMPLES = {
    f"{metric.name}{suffix}" for metric in METRICS for suffix in _SUFFIXES.get(metric.kind, ("",))
}
LABELS = {"worker", "instance", "job", "le"} | {label for m in METRICS for label in m.labels}


def promtool(*arguments):
    program = find_program("promtool", package="prometheus", marker="debian")
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", [RULES, DASHBOARD, ROOT / "docs/how-to/watch-a-server.md"])
def test_every_metric_and_label_that_is_named_exists(path):
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"\b(?:daemonry|process)_[a-z_]+[a-z]\b", text))
    assert named
    assert named - SAMPLES == set()
    for labels in re.findall(r"\b(?:daemonry|process)_[a-z_]+\{([^}]*)\}", text):
        assert set(re.findall(r"([a-z_]+)=", labels)) <= LABELS


def test_every_panel_of_the_dashboard_asks_and_none_lies_over_another():
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    taken = set()
    for panel in dashboard["panels"]:
        assert panel["title"]
        assert all(target["expr"] for target in panel["targets"])
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken
        assert max(x for x, _ in cells) < 24
        taken |= cells
    identifiers = [panel["id"] for panel in dashboard["panels"]]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.debian
def test_the_alert_rules_are_valid_and_behave_as_their_tests_say():
    checked = promtool("check", "rules", str(RULES))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    tested = promtool("test", "rules", str(ROOT / "deploy/prometheus/alerts.test.yml"))
    assert tested.returncode == 0, tested.stdout + tested.stderr


@pytest.mark.debian
def test_the_queries_of_the_dashboard_are_promql(tmp_path):
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    queries = [
        target["expr"].replace("$__rate_interval", "5m").replace("$instance", ".*")
        for panel in dashboard["panels"]
        for target in panel["targets"]
    ]
    rules = [{"record": f"query:{number}", "expr": text} for number, text in enumerate(queries)]
    file = tmp_path / "rules.yml"
    file.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))
    checked = promtool("check", "rules", str(file))
    assert checked.returncode == 0, checked.stdout + checked.stderr
