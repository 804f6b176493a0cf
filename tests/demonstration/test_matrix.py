"""Every address x every role, by GET and by POST, on the demonstration; and what every answer must and must not say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from maillage.foundation.access.declaration import declaration_of
from tests.demonstration import canaries, samples
from tests.demonstration.asking import READING_WRITES, ask
from tools import access_matrix
from tools.access_matrix import EVERYBODY
from tools.routes import Route, routes

MATRIX = access_matrix.read()
ROUTES = {route.name: route for route in routes()}
NOT_SERVED = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")


@pytest.fixture(autouse=True, scope="module")
def staged(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A session under way and an invitation, for the time of this file; undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        samples.stage()
        yield
        transaction.set_rollback(True)


def address_of(case: access_matrix.Case) -> str:
    return reverse(case.route, kwargs=samples.words_of(case.on))


def known(name: str) -> list[access_matrix.Case]:
    cases = MATRIX.of(name)
    assert cases, f"{name} is not in tests/demonstration/access_matrix.toml: say who enters"
    return cases


def is_gated(route: Route) -> bool:
    declared = declaration_of(route.view, route=route.name)
    assert declared is not None
    return declared.permission is not None


def test_the_table_knows_no_route_that_is_gone() -> None:
    assert MATRIX.routes() - set(ROUTES) == set()


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_role_gets_what_the_table_says_and_nothing_more(name: str, signed: Any, caplog: pytest.LogCaptureFixture) -> None:
    wrong = []
    before = fingerprint()

    for case in known(name):
        address = address_of(case)
        for slug in EVERYBODY:
            for method in ("GET", "POST"):
                answer = ask(signed, slug, method, address, **(case.send if method == "POST" else {}))
                expected = case.expected(slug, method, gated=is_gated(ROUTES[name]))
                if answer.outcome != expected:
                    wrong.append(f"{method} {address} ({case.on}) by {slug}: {answer.outcome}, not {expected}")
                wrong += answer.faults()

    assert wrong == []
    assert fingerprint() == before
    assert canaries.PATTERN.findall(caplog.text) == []


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_no_other_method_is_served(name: str, signed: Any) -> None:
    address = address_of(known(name)[0])

    served = [method for method in NOT_SERVED if ask(signed, "alice", method, address).response.status_code != 405]

    assert served == []


# Her own pages: they change nothing, no cookie gives a request any power there, and a token would leave one on her phone (ADR 19).
# Those of a volunteer have a code instead, and no session either (ADR 33).
WITHOUT_TOKEN = {"own_access:ask", "own_access:document", "own_access:show", "outreach:fill_sheet", "outreach:send_sheet"}
POSTED = {name for name in ROUTES if any("POST" in case.methods for case in MATRIX.of(name))}


@pytest.mark.parametrize("name", sorted(POSTED - WITHOUT_TOKEN))
def test_nothing_is_done_without_the_token_of_its_form(name: str, signed: Any) -> None:
    case = known(name)[0]
    insider = next((slug for slug in EVERYBODY if case.outcomes[slug] == "in"), None)

    answers = [ask(lambda who: signed(who, enforce_csrf_checks=True), slug, "POST", address_of(case)) for slug in {insider or "alice"}]

    assert [answer.response.status_code for answer in answers] == [403]


def test_every_list_of_the_home_is_in_the_table() -> None:
    from maillage.doors.portal.piles.registry import PILES

    assert {case.on for case in MATRIX.of("portal:pile")} == {"pile_unknown"} | {f"pile-{code}" for code in PILES}


def test_a_secret_out_of_its_scope_would_be_seen() -> None:
    code, canary = next((code, canary) for code, canary in canaries.planted.items() if canary.readers == {"alice", "iris"})

    assert canaries.leaks(f"<p>{code}</p>", slug="charlie") == [canary.what]
    assert canaries.leaks(f"<p>{code}</p>", slug="alice") == []


def test_every_part_has_its_canaries() -> None:
    columns = {canary.what.split()[0] for canary in canaries.planted.values()}

    assert columns >= {
        "mg_people.Person.pseudonym",
        "mg_people.ContactRule.words",
        "mg_people.Identity.last_name",
        "mg_psp.Application.project",
        "mg_psp.Extract.content",
        "mg_commission.Decision.words",
        "mg_commission.Deliberation.words",
        "mg_commission.MinutesBlock.text",
        "mg_commission.Revision.after",
        "mg_documents.Document.label",
    }
    assert len(canaries.planted) > 1000


def fingerprint() -> str:
    """A digest of every row, but the journal's and the sessions'."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - READING_WRITES)
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            digest.update(f"{table}\0{cursor.fetchall()!r}\0".encode())
    return digest.hexdigest()
