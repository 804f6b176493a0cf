"""No page of the field asks more of the database when there are ten times as many rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.accompaniment.outreach import services
from tests.accompaniment.outreach.making import alert, count_online, observe, plan, walk
from tests.cast import TODAY, CastClient

PAGES = (
    "/terrain/", "/terrain/maraudes/", "/terrain/maraudes/tableau/", "/terrain/en-ligne/", "/terrain/observations/",
    "/terrain/observations/themes/street/", "/terrain/mineures/",
)  # fmt: skip


def fill(iris: Any, association: Any, *, times: range) -> None:
    for n in times:
        day = date(2020, 3, 2) + timedelta(days=n)
        walk(iris, association, day=day, information=("care",), orientations={"food": 1})
        plan(iris, association, day=TODAY + timedelta(days=n))
        count_online(iris, association, starts_on=day)
        why = services.ExplanationDraft(cause="phone", source="calls")
        observe(iris, association, starts_on=day, certainty="counted", number=n, measure="people", source="round", explanations=(why,))
        alert(iris, association)


def asked(client: CastClient, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_no_more_for_ten_times_as_many_rows(client: CastClient, iris: Any, association_a: Any, path: str) -> None:
    signed = client.as_(iris)
    fill(iris, association_a, times=range(2))
    asked(signed, path)
    few = asked(signed, path)

    fill(iris, association_a, times=range(2, 20))

    assert asked(signed, path) <= few
