"""``daemonry.testing``: a tenant for the tests of others, from start to end."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request

import pytest

from daemonry.testing import local_tenant


def test_a_daemon_under_test_gets_a_token_and_calls_an_api():
    with local_tenant(DAEMONRY_METRICS_PORT="0") as tenant:
        form = {
            "grant_type": "client_credentials",
            "client_id": tenant.daemon_client_id,
            "client_secret": tenant.daemon_client_secret,
            "scope": tenant.api_scope,
        }
        context = tenant.tls_context()
        body = urllib.parse.urlencode(form).encode()
        with urllib.request.urlopen(tenant.token_endpoint, body, context=context) as answer:
            token = json.load(answer)["access_token"]
        request = urllib.request.Request(
            tenant.todo_api_url, headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(request, context=context) as answer:
            assert answer.status == 200
        with urllib.request.urlopen(tenant.metrics_url) as answer:
            assert b'daemonry_token_requests_total{code="0"' in answer.read()
        assert tenant.daemon_client_secret not in repr(tenant)
        assert tenant.admin_password not in repr(tenant)
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(tenant.token_endpoint, context=context)


def test_a_tenant_that_does_not_start_says_why():
    with (
        pytest.raises(RuntimeError, match="Unknown setting DAEMONRY_NONSENSE"),
        local_tenant(DAEMONRY_NONSENSE="1"),
    ):
        pass
