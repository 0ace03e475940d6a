"""Whoever should know that something ends is told, once for each threshold, until it arrives."""

from __future__ import annotations

import asyncio
import socket
from contextlib import contextmanager
from datetime import timedelta

import pytest
from standardwebhooks.webhooks import Webhook
from tests.outbound.arrange import QUICK
from tests.surface.login.arrange import opened_server
from tests.surface.notices.arrange import HOOK, OK, Mailbox, Noticing, ca_file, failing, mail_server

from daemonry.directory.notices import (
    remove_notice_webhook,
    set_notice_days,
    write_test_notice,
)
from daemonry.directory.tenants import change_contacts
from daemonry.model.errors import InvalidError
from daemonry.model.ids import ObjectId
from daemonry.model.user import User
from daemonry.notices.settings import server_notices
from daemonry.notices.signature import parse_webhook_secret

DAY = timedelta(days=1)
SERVER_SECRET = "whsec_" + "c2VjcmV0" * 5


@contextmanager
def noticing(tmp_path, **settings):
    options = {
        "private_webhook_hosts": ("localhost",),
        "private_webhook_ca": ca_file(tmp_path),
        **settings,
    }
    with opened_server(tmp_path / "data", kind=Noticing, **options) as server:
        yield server


@pytest.fixture
def server(tmp_path):
    with noticing(tmp_path) as server:
        yield server


@pytest.fixture
def mailing(tmp_path):
    """A server with a mail server, both of which only speak TLS, and its mailbox."""
    mailbox = Mailbox()
    settings = {
        "smtp_host": "localhost",
        "smtp_port": _free_port(),
        "smtp_ca": ca_file(tmp_path),
        "smtp_user": "daemonry",
        "smtp_password": "a mail password",
        "smtp_from": "Daemonry <daemonry@contoso.example>",
        "notice_mail": ("operator@contoso.example",),
    }
    with noticing(tmp_path, **settings) as server:
        server.mailbox = mailbox
        yield server


def ending(server, days=6):
    """Give the daemon one more secret, which ends in so many days."""
    return server.add_secret(server.daemon.application, days=days)


class TestWebhook:
    def test_its_signature_is_that_of_standard_webhooks(self, server):
        verifier = Webhook(server.set_webhook())
        ending(server)
        server.tell()
        headers, body = server.headers(), server.hook.bodies[-1].decode()
        # The library looks at the clock of the machine; ours stands in the past.
        at = server.clock.now()
        signature = verifier.sign(headers["webhook-id"], at, body)
        assert headers["webhook-timestamp"] == str(int(at.timestamp()))
        assert _of_head(server, "webhook-signature") == signature

    def test_another_secret_does_not_verify(self, server):
        first = server.set_webhook()
        second = server.set_webhook()
        assert first != second
        ending(server)
        server.tell()
        headers, at = server.headers(), server.clock.now()
        made = Webhook(first).sign(headers["webhook-id"], at, server.hook.bodies[-1].decode())
        assert _of_head(server, "webhook-signature") != made

    def test_it_gets_a_cloud_event_that_says_what_to_do(self, server):
        server.set_webhook()
        secret = ending(server)
        server.tell()
        (event,) = server.events()
        app_id = server.daemon.application.app_id
        assert server.headers()["content-type"].startswith("application/cloudevents+json")
        assert event["specversion"] == "1.0"
        assert event["id"] == server.headers()["webhook-id"]
        assert event["type"] == "daemonry.notice.ending"
        assert event["source"].endswith(server.tenant.tenant_id)
        data = event["data"]
        assert (data["kind"], data["app_id"], data["days_before"]) == ("client secret", app_id, 7)
        assert data["summary"] == "The client secret of ciam-client-app in Contoso ends in 6 days"
        assert data["command"] == (
            f"daemonry secret create {app_id} --tenant {server.tenant.tenant_id}"
        )
        assert data["admin_center"].endswith(f"/admin/apps/{app_id}/credentials")
        assert secret not in server.hook.bodies[-1].decode()

    def test_each_threshold_is_told_once(self, server):
        server.set_webhook()
        ending(server, days=20)
        told = []
        for _ in range(30):
            server.tell()
            server.tell()
            told += [event["data"]["days_before"] for event in server.events()]
            server.hook.bodies.clear()
            server.clock.time += DAY
        assert told == [30, 14, 7, 1, 0]

    def test_a_tenant_chooses_its_own_days(self, server):
        server.set_webhook()
        server.change(set_notice_days, (3,))
        ending(server)
        server.tell()
        assert server.events() == []
        server.clock.time += 4 * DAY
        server.tell()
        assert [event["data"]["days_before"] for event in server.events()] == [3]
        server.change(set_notice_days, ())
        ending(server, days=2)
        server.tell()
        assert len(server.events()) == 1

    def test_what_ended_long_ago_is_no_news(self, server):
        ending(server)
        server.clock.time += 30 * DAY
        server.set_webhook()
        server.tell()
        assert server.events() == []

    def test_what_nobody_could_be_told_is_told_once_there_is_somebody(self, server):
        ending(server)
        server.tell()
        assert list(server.deliveries()) == []
        server.set_webhook()
        server.tell()
        assert len(server.events()) == 1

    def test_one_of_a_private_network_needs_the_operators_leave(self, tmp_path):
        with noticing(tmp_path, private_webhook_hosts=("other.example",)) as server:
            server.set_webhook()
            ending(server)
            server.tell()
            (delivery,) = server.deliveries()
            assert "DAEMONRY_PRIVATE_WEBHOOK_HOSTS" in delivery.failure
            assert server.hook.connections == 0

    @pytest.mark.parametrize(
        "url",
        ["http://hooks.contoso.example/", "https://user@hooks.contoso.example/", "ftp://x/", ""],
    )
    def test_one_without_tls_is_refused(self, server, url):
        with pytest.raises(InvalidError):
            server.set_webhook(url)

    def test_what_waits_is_not_sent_to_a_webhook_that_was_taken_away(self, server):
        server.set_webhook()
        ending(server)
        server.run(server.sender.look())
        server.change(remove_notice_webhook)
        server.run(server.sender.send_due())
        (delivery,) = server.deliveries()
        assert (delivery.state, server.hook.connections) == ("given up", 0)

    def test_k1_its_secret_is_kept_sealed_and_not_on_record(self, server, tmp_path):
        secret = server.set_webhook(f"{server.hook_url}?token=hidden")
        key = parse_webhook_secret(secret)
        kept = b"".join(p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file())
        assert secret.encode() not in kept
        assert key not in kept
        audit = str(_audit(server))
        assert "hidden" not in audit
        assert "https://localhost" in audit


class TestFailures:
    @pytest.mark.parametrize(
        ("answer", "words"),
        {
            "an error of the server": (failing(500), "answered 500"),
            "a redirect, which is not followed": (failing(302), "answered 302"),
            "silence": (None, "no answer within"),
        }.values(),
        ids=lambda value: "" if not isinstance(value, str) else value,
    )
    def test_what_did_not_arrive_is_tried_again_later_under_the_same_identifier(
        self, server, answer, words
    ):
        server.set_webhook()
        ending(server)
        server.hook.answers[HOOK] = _never if answer is None else answer
        sender = server.new_sender(**({"limits": QUICK} if answer is None else {}))
        server.tell(sender)
        server.tell(sender)
        (delivery,) = server.deliveries()
        assert (delivery.attempts, delivery.state) == (1, "waiting")
        assert words in delivery.failure
        server.hook.answers[HOOK] = OK
        server.clock.time = delivery.due_at
        server.tell()
        (delivery,) = server.deliveries()
        assert (delivery.attempts, delivery.state, delivery.failure) == (2, "delivered", "")
        assert server.events()[0]["id"] == server.events()[1]["id"]

    def test_a_refused_connection_is_one_as_well(self, server):
        port = _free_port()
        server.set_webhook(f"https://localhost:{port}/hook?token=hidden")
        ending(server)
        server.tell()
        (delivery,) = server.deliveries()
        assert delivery.state == "waiting"
        assert "ConnectError" in delivery.failure
        assert "hidden" not in delivery.failure

    def test_pauses_grow_and_after_days_it_is_given_up_and_on_record(self, server):
        server.set_webhook()
        ending(server, days=59)
        server.hook.answers[HOOK] = failing(503)
        server.tell()
        begun, pauses = server.clock.now(), []
        while (delivery := server.deliveries()[0]).state == "waiting":
            pauses.append(delivery.due_at - server.clock.now())
            server.clock.time = delivery.due_at
            server.run(server.sender.send_due())
        assert timedelta(seconds=30) <= pauses[0] <= timedelta(minutes=1)
        assert timedelta(hours=3) <= max(pauses) <= timedelta(hours=6)
        assert timedelta(days=3) <= server.clock.now() - begun <= timedelta(days=3.3)
        assert len(pauses) < 40
        events = [event for event in _audit(server) if event.activity == "Give up expiry notice"]
        assert [event.details["reason"] for event in events] == ["The webhook answered 503."]
        report = server.sender.report()
        assert report["daemonry_notice_attempts_total", ("webhook", "given_up")] == 1
        assert report["daemonry_notices_waiting", ()] == 0

    def test_a_webhook_that_says_it_is_gone_is_not_asked_again(self, server):
        server.set_webhook()
        ending(server)
        server.hook.answers[HOOK] = failing(410)
        server.tell()
        assert server.deliveries()[0].state == "given up"

    def test_metrics_tell_the_backlog(self, server):
        server.set_webhook()
        ending(server)
        server.hook.answers[HOOK] = failing(500)
        server.tell()
        server.clock.time += timedelta(minutes=10)
        report = server.sender.report()
        assert report["daemonry_notice_attempts_total", ("webhook", "failed")] == 1
        assert report["daemonry_notices_waiting", ()] == 1
        assert report["daemonry_notices_oldest_waiting_seconds", ()] == 600

    def test_whoever_dies_between_sending_and_noting_it_leaves_it_to_another(self, server):
        server.set_webhook()
        ending(server)
        server.run(server.sender.look())

        async def die_once_it_has_arrived():
            arrived, sending = asyncio.Event(), None

            async def arrive(writer):
                arrived.set()
                await asyncio.Event().wait()

            server.hook.answers[HOOK] = arrive
            sending = asyncio.create_task(server.sender.send_due())
            await arrived.wait()
            sending.cancel()
            await asyncio.wait([sending])

        server.run(die_once_it_has_arrived())
        server.hook.answers[HOOK] = OK
        survivor = server.new_sender()
        assert server.run(survivor.send_due()) == []  # it may still be on its way
        server.clock.time += timedelta(minutes=5)
        (delivery,) = server.run(survivor.send_due())
        assert delivery.state == "delivered"
        first, second = server.events()
        assert first["id"] == second["id"]


class TestMail:
    def test_contacts_and_owners_are_told_over_tls_and_nobody_twice(self, mailing):
        server = mailing
        server.change(change_contacts, technical=("it@contoso.example", "KIM@fabrikam.example"))
        _own(server, "kim@fabrikam.example")
        _own(server, "lee@contoso.onmicrosoft.com")
        secret = ending(server)
        _deliver(server)
        assert sorted(m["to"] for m in server.mailbox.messages) == [
            "it@contoso.example",
            "kim@fabrikam.example",
        ]
        assert server.mailbox.logins == [(b"daemonry", b"a mail password")] * 2
        message = server.mailbox.messages[0]
        assert message["subject"].startswith("The client secret of ciam-client-app in Contoso")
        assert message["auto-submitted"] == "auto-generated"
        text = message.get_content()
        assert f"daemonry secret create {server.daemon.application.app_id}" in text
        assert "/credentials" in text
        assert secret not in text

    def test_an_address_that_is_none_stops_no_other(self, mailing):
        mailing.change(
            change_contacts, technical=("it@contoso.example", "k\u00e4the@contoso.example")
        )
        ending(mailing)
        _deliver(mailing)
        assert [m["to"] for m in mailing.mailbox.messages] == ["it@contoso.example"]
        failed = [one.failure for one in mailing.deliveries() if one.failure]
        assert len(failed) == 1

    def test_where_a_tenant_names_nobody_the_operator_is_told(self, mailing):
        ending(mailing)
        _deliver(mailing)
        assert [m["to"] for m in mailing.mailbox.messages] == ["operator@contoso.example"]

    def test_a_repeated_mail_has_the_same_message_id(self, mailing):
        mailing.change(change_contacts, technical=("it@contoso.example",))
        ending(mailing)
        mailing.tell()  # nobody listens yet
        (delivery,) = mailing.deliveries()
        assert "ConnectionRefusedError" in delivery.failure
        mailing.clock.time = delivery.due_at
        _deliver(mailing)
        (message,) = mailing.mailbox.messages
        assert message["message-id"] == f"<{delivery.notice.notice_id}@contoso.example>"

    def test_a_server_without_tls_gets_nothing(self, mailing):
        ending(mailing)
        _deliver(mailing, with_tls=False)
        assert mailing.mailbox.messages == []
        assert mailing.mailbox.logins == []
        assert mailing.deliveries()[0].state == "waiting"

    def test_a_mailbox_that_does_not_exist_is_not_tried_again(self, mailing):
        mailing.mailbox.refused = "operator@contoso.example"
        ending(mailing)
        _deliver(mailing)
        delivery = mailing.deliveries()[0]
        assert (delivery.state, delivery.failure) == (
            "given up",
            "localhost: the recipient is refused (550)",
        )


class TestTheServersOwn:
    def test_everything_goes_to_the_operators_webhook_as_well(self, tmp_path):
        with noticing(tmp_path) as probe:
            url = probe.hook_url
        settings = {"notice_webhook": url, "notice_webhook_secret": SERVER_SECRET}
        (tmp_path / "second").mkdir()
        with noticing(tmp_path / "second", **settings) as server:
            ending(server)
            server.run(server.sender.look())
            (delivery,) = server.deliveries()
            assert (delivery.channel, delivery.recipient) == ("webhook", url)

    def test_a_certificate_of_the_server_and_keys_that_nobody_turns_are_the_operators(
        self, mailing, tmp_path
    ):
        mailing.clock.time += 100 * DAY
        _deliver(mailing)
        subjects = [m["subject"] for m in mailing.mailbox.messages]
        assert subjects == ["The signing key of Contoso should have been replaced"]


class Enough(Exception):  # noqa: N818 - it ends what never ends by itself
    pass


def test_a_running_server_looks_and_sends_by_itself(server):
    server.set_webhook()
    ending(server)
    pauses = []

    async def pause(seconds):
        pauses.append(seconds)
        if len(pauses) == 3:
            raise Enough

    with pytest.raises(Enough):
        server.run(server.sender.run(sleep=pause))
    assert server.deliveries()[0].state == "delivered"
    assert 0 <= pauses[0] <= 30
    assert pauses[1:] == [30, 30]


class TestTrying:
    def test_a_test_reaches_everybody_and_is_tried_once(self, server):
        server.set_webhook()
        server.hook.answers[HOOK] = failing(500)
        server.change(write_test_notice, server_notices(server.services.settings))
        server.run(server.sender.send_due())
        assert server.events()[0]["type"] == "daemonry.notice.test"
        assert server.deliveries()[0].state == "given up"

    def test_without_anybody_it_says_so(self, server):
        with pytest.raises(InvalidError, match="Nobody would get a notice"):
            server.change(write_test_notice, server_notices(server.services.settings))


async def _never(writer):
    await asyncio.Event().wait()


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def _of_head(server, name):
    for line in server.hook.heads[-1].decode().splitlines():
        if line.lower().startswith(f"{name}: "):
            return line.partition(": ")[2]
    return None


def _audit(server):
    async def read():
        async with server.services.directory.read() as uow:
            return await uow.audit.list_newest(server.tenant.tenant_id)

    return server.run(read())


def _own(server, name):
    """Make a person with this name an owner of the daemon."""

    async def store():
        async with server.services.directory.change() as uow:
            user = User(
                tenant_id=server.tenant.tenant_id,
                object_id=ObjectId(server.services.ids.guid()),
                user_principal_name=name,
                display_name=name,
                created_at=server.clock.now(),
                password_hash="",
            )
            await uow.users.add(user)
            owned = server.daemon.application.object_id
            await uow.owners.add(server.tenant.tenant_id, owned, user.object_id)

    server.run(store())


def _deliver(server, *, with_tls=True):
    """Look and send while the mail server listens."""

    async def run():
        port = server.services.settings.smtp_port
        async with mail_server(server.mailbox, port, with_tls=with_tls):
            await server.sender.look()
            await server.sender.send_due()

    server.run(run())
