"""The list of pieces: national, read for a situation, changed by a department; and who is late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from maillage.core.checklist import (
    USUAL_DAYS,
    Asked,
    Level,
    LocalChange,
    LocalRule,
    Origin,
    Papers,
    Situation,
    checklist,
    differences,
    lateness,
    national_level,
)
from maillage.core.law import current_law

MAY = date(2020, 5, 19)
ROWS = (
    {"code": "form", "label": "Formulaire", "issuer": "association", "level": "required", "kinds": ("first",)},
    {
        "code": "permit",
        "label": "Titre en cours",
        "issuer": "prefecture",
        "level": "if_applicable",
        "kinds": ("first", "renewal"),
        "when": {"french": "not_applicable", "with_papers": "required"},
    },
    {
        "code": "birth",
        "label": "Acte de naissance",
        "issuer": "town_hall",
        "level": "if_applicable",
        "kinds": ("first",),
        "when": {"children": "required", "no_children": "not_applicable", "european": "if_applicable"},
    },
)


def _rule(code: str = "form", change: LocalChange = LocalChange.NOT_ASKED, **more):
    return LocalRule(code=code, change=change, kinds=("first",), **{"starts_on": date(2020, 1, 1), "reason": "usage local", **more})


def _list(*rules: LocalRule, kind: str = "first", situation: Situation = Situation(), on: date = MAY):  # noqa: B008
    return {line.code: line for line in checklist(ROWS, rules, kind=kind, situation=situation, on=on)}


@pytest.mark.parametrize(
    ("situation", "permit", "birth"),
    [
        (Situation(), Level.IF_APPLICABLE, Level.IF_APPLICABLE),
        (Situation(Papers.FRENCH), Level.NOT_APPLICABLE, Level.IF_APPLICABLE),
        (Situation(Papers.WITH_PAPERS, children=True), Level.REQUIRED, Level.REQUIRED),
        (Situation(Papers.WITHOUT_PAPERS, children=False), Level.IF_APPLICABLE, Level.NOT_APPLICABLE),
        (Situation(Papers.EUROPEAN, children=False), Level.IF_APPLICABLE, Level.NOT_APPLICABLE),
        (Situation(Papers.EUROPEAN), Level.IF_APPLICABLE, Level.IF_APPLICABLE),
    ],
)
def test_her_papers_and_her_children_change_the_level(situation, permit, birth):
    levels = {row["code"]: national_level(row, situation) for row in ROWS}

    assert (levels["permit"], levels["birth"]) == (permit, birth)


def test_a_kind_is_asked_only_its_own_pieces():
    assert list(_list(kind="renewal")) == ["permit"]


def test_a_department_takes_a_piece_off_and_says_why():
    line = _list(_rule())["form"]

    assert (line.level, line.origin, line.why) == (Level.NOT_APPLICABLE, Origin.LOCAL, "usage local")


def test_a_department_asks_of_everybody_what_the_country_asks_of_some():
    assert _list(_rule("permit", LocalChange.REQUIRE))["permit"].level is Level.REQUIRED


def test_a_note_changes_no_level_and_is_read():
    line = _list(_rule(change=LocalChange.NOTE))["form"]

    assert (line.level, line.why) == (Level.REQUIRED, "usage local")


def test_a_department_adds_its_own_piece_at_the_end():
    added = _rule("local_1", LocalChange.ADD, label="Lettre de motivation", issuer="person")

    lines = checklist(ROWS, [added], kind="first", situation=Situation(), on=MAY)

    assert lines[-1] == Asked("local_1", "Lettre de motivation", "person", Level.REQUIRED, Origin.LOCAL, "usage local")


def test_an_addition_never_rewrites_a_national_line():
    lines = checklist(ROWS, [_rule("form", LocalChange.ADD, label="Autre", issuer="person")], kind="first", situation=Situation(), on=MAY)

    assert [line.label for line in lines if line.code == "form"] == ["Formulaire"]


@pytest.mark.parametrize(
    ("on", "level"),
    [
        (date(2019, 12, 31), Level.REQUIRED),
        (date(2020, 1, 1), Level.NOT_APPLICABLE),
        (date(2020, 2, 1), Level.REQUIRED),
    ],
)
def test_a_local_line_holds_from_its_first_day_until_its_last_excluded(on, level):
    assert _list(_rule(ends_on=date(2020, 2, 1)), on=on)["form"].level is level


def test_of_two_lines_on_a_piece_the_latest_holds():
    rules = (_rule("permit", LocalChange.REQUIRE, starts_on=date(2020, 3, 1)), _rule("permit", LocalChange.NOT_ASKED))

    assert _list(*rules)["permit"].level is Level.REQUIRED


def test_a_local_line_of_another_kind_is_not_read():
    assert (
        _list(LocalRule("permit", LocalChange.REQUIRE, ("first",), date(2020, 1, 1)), kind="renewal")["permit"].level is Level.IF_APPLICABLE
    )


def test_what_a_running_checklist_lacks_is_listed_and_nothing_else():
    asked = checklist(ROWS, [_rule("permit", LocalChange.REQUIRE)], kind="first", situation=Situation(children=False), on=MAY)

    found = differences(asked, {"permit": Level.IF_APPLICABLE, "old": Level.REQUIRED})

    assert [(each.asked.code, each.before) for each in found] == [("form", None), ("permit", Level.IF_APPLICABLE)]


@pytest.mark.parametrize(
    ("asked_on", "expected_on", "days"),
    [
        (None, None, None),
        (MAY - timedelta(days=USUAL_DAYS), None, None),
        (MAY - timedelta(days=USUAL_DAYS + 1), None, 1),
        (MAY - timedelta(days=90), MAY, None),
        (MAY - timedelta(days=2), MAY - timedelta(days=1), 1),
    ],
)
def test_a_piece_is_late_after_the_day_announced_or_thirty_days(asked_on, expected_on, days):
    late = lateness(asked_on=asked_on, expected_on=expected_on, today=MAY)

    assert (late.days if late else None) == days


def test_lateness_is_said_without_blaming_her():
    announced = lateness(asked_on=date(2020, 3, 1), expected_on=date(2020, 5, 7), today=MAY)
    silent = lateness(asked_on=date(2020, 3, 1), expected_on=None, today=MAY)

    said = (str(announced.sentence), str(silent.sentence))
    assert said == ("attendue le 7 mai 2020, en retard de 12 jours", "demandée depuis 79 jours, sans date annoncée")


@given(some.sampled_from(Papers), some.sampled_from([None, True, False]), some.sampled_from(["first", "renewal"]))
def test_the_national_list_has_a_level_for_every_situation(papers, children, kind):
    rows = current_law().value("psp.pieces", on=MAY).value

    lines = checklist(rows, (), kind=kind, situation=Situation(papers, children), on=MAY)

    assert all(line.label and line.issuer and line.level in Level for line in lines)


def test_nothing_about_a_permit_is_asked_of_a_french_or_european_citizen():
    rows = current_law().value("psp.pieces", on=MAY).value
    residence = {row["code"] for row in rows if row["part"] == "residence"} | {"residence_current"}

    for papers in (Papers.FRENCH, Papers.EUROPEAN):
        lines = checklist(rows, (), kind="first", situation=Situation(papers), on=MAY)
        assert {line.level for line in lines if line.code in residence} == {Level.NOT_APPLICABLE}
