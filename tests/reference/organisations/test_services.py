"""Organisations: who registers what, and the real end of an accreditation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from maillage.reference.organisations import selectors, services
from maillage.reference.organisations.errors import (
    AccreditationKnown,
    AlreadyWithdrawn,
    DatesUnfit,
    KindUnfit,
    NameTaken,
    NotAnAssociation,
    OrderIncomplete,
    StatusHeld,
)
from maillage.reference.organisations.models import Accreditation, FilesOpenTo, Organisation, OrganisationStatus, StatusKind
from tests.cast import TODAY, actor_of, make_accreditation, make_organisation

pytestmark = pytest.mark.django_db


def register(actor: Any, territory: Any, **changes: Any) -> Organisation:
    given = {"kind": "association", "name": "Les Passerelles", **changes}
    return services.register_organisation(actor=actor, territory=territory, today=TODAY, **given)


def accredit(actor: Any, organisation: Any, **changes: Any) -> Accreditation:
    given = {"granted_on": date(2020, 2, 3), "order_number": "2020-12", "territory": organisation.territory, **changes}
    return services.record_accreditation(actor=actor, organisation=organisation, today=TODAY, **given)


# Registering


def test_a_delegate_registers_an_organisation_of_her_department(dana: Any, territory_x: Any) -> None:
    made = register(actor_of(dana), territory_x, name="  Les   Passerelles ")

    assert (made.name, made.territory_id) == ("Les Passerelles", "F1")


def test_it_is_journaled_in_the_chain_of_the_organisation(dana: Any, territory_x: Any) -> None:
    made = register(actor_of(dana), territory_x)

    assert Entry.unscoped.filter(chain=made.pk, action="organisation.registered").count() == 1


@pytest.mark.parametrize("who", ["eve", "hugo", "alice", "paul", "ops"])
def test_nobody_registers_elsewhere_or_without_the_right(who: str, request: Any, territory_x: Any) -> None:
    with pytest.raises(Denied):
        register(actor_of(request.getfixturevalue(who)), territory_x)


def test_a_national_organisation_comes_from_the_machine_only(dana: Any) -> None:
    with pytest.raises(Denied):
        register(actor_of(dana), None)


def test_two_organisations_of_a_department_have_two_names(dana: Any, territory_x: Any) -> None:
    register(actor_of(dana), territory_x)

    with pytest.raises(NameTaken):
        register(actor_of(dana), territory_x)


@pytest.mark.parametrize(("kind", "institution"), [("institution", ""), ("association", "court")])
def test_only_an_institution_says_which_seat_it_holds(dana: Any, territory_x: Any, kind: str, institution: str) -> None:
    with pytest.raises(KindUnfit):
        register(actor_of(dana), territory_x, kind=kind, institution=institution)


@pytest.mark.db_truth
def test_the_database_says_so_too(territory_x: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.unscoped.create(kind="institution", name="Sans siège", territory=territory_x)


def test_a_double_click_registers_once(dana: Any, territory_x: Any) -> None:
    key = "6f6cf8a2-2f0c-4a71-9c3f-6a4f9f1d7c11"

    first, second = register(actor_of(dana), territory_x, key=key), register(actor_of(dana), territory_x, key=key)

    assert first == second


# Who reads the files


def test_a_manager_chooses_who_reads_the_files(hugo: Any, alice: Any, association_a: Any) -> None:
    services.open_files_to(actor=actor_of(hugo), organisation=association_a, open_to=FilesOpenTo.ASSIGNED, seen=1, today=TODAY)

    assert [m.team_scope for m in actor_of(alice).mandates] == [False]


def test_a_stale_choice_shows_both_values(hugo: Any, association_a: Any) -> None:
    services.open_files_to(actor=actor_of(hugo), organisation=association_a, open_to=FilesOpenTo.ASSIGNED, seen=1, today=TODAY)

    with pytest.raises(Stale) as stale:
        services.open_files_to(actor=actor_of(hugo), organisation=association_a, open_to=FilesOpenTo.TEAM, seen=1, today=TODAY)

    assert stale.value.current == {"files_open_to": "assigned"}


@pytest.mark.parametrize("who", ["dana", "alice", "charlie"])
def test_nobody_else_chooses(who: str, request: Any, association_a: Any) -> None:
    actor = actor_of(request.getfixturevalue(who))

    with pytest.raises(Denied):
        services.open_files_to(actor=actor, organisation=association_a, open_to=FilesOpenTo.ASSIGNED, seen=1, today=TODAY)


def test_a_delegate_notes_that_an_association_closed(dana: Any, alice: Any, association_a: Any) -> None:
    services.close_organisation(actor=actor_of(dana), organisation=association_a, closed_on=TODAY, today=TODAY)

    assert actor_of(alice).mandates == ()


def test_an_association_does_not_close_itself(hugo: Any, association_a: Any) -> None:
    with pytest.raises(Denied):
        services.close_organisation(actor=actor_of(hugo), organisation=association_a, closed_on=TODAY, today=TODAY)


# Statuses


def test_a_status_brings_its_duties_while_it_lasts(hugo: Any, association_a: Any) -> None:
    services.record_status(
        actor=actor_of(hugo), organisation=association_a, status="caarud", starts_on=date(2019, 1, 1), ends_on=TODAY, today=TODAY
    )

    before = selectors.duties_of(organisation_id=association_a.pk, on=TODAY - timedelta(days=1))
    after = selectors.duties_of(organisation_id=association_a.pk, on=TODAY)

    assert "harm_reduction" in [duty.code for duty in before]
    assert after == []


def test_lodging_or_not_changes_the_document_owed(association_a: Any) -> None:
    codes = {}
    for status in (StatusKind.CHRS_WITH_LODGING, StatusKind.CHRS_WITHOUT_LODGING):
        OrganisationStatus.unscoped.all().delete()
        services.record_status(actor=system_actor(), organisation=association_a, status=status, starts_on=TODAY, today=TODAY)
        codes[status] = {duty.code for duty in selectors.duties_of(organisation_id=association_a.pk, on=TODAY)}

    assert codes[StatusKind.CHRS_WITH_LODGING] ^ codes[StatusKind.CHRS_WITHOUT_LODGING] == {"stay_contract", "care_document"}


def test_every_status_is_in_the_table_of_duties() -> None:
    from maillage.reference.organisations.duties import DUTIES

    assert set(DUTIES) == set(StatusKind)


def test_a_status_is_held_once_at_a_time(hugo: Any, association_a: Any) -> None:
    services.record_status(actor=actor_of(hugo), organisation=association_a, status="caarud", starts_on=date(2019, 1, 1), today=TODAY)

    with pytest.raises(StatusHeld):
        services.record_status(actor=actor_of(hugo), organisation=association_a, status="caarud", starts_on=TODAY, today=TODAY)


def test_an_ended_status_may_come_back(hugo: Any, association_a: Any) -> None:
    first = services.record_status(
        actor=actor_of(hugo), organisation=association_a, status="caarud", starts_on=date(2019, 1, 1), today=TODAY
    )
    services.end_status(actor=actor_of(hugo), status=first, ends_on=date(2020, 1, 1), today=TODAY)

    services.record_status(actor=actor_of(hugo), organisation=association_a, status="caarud", starts_on=date(2020, 3, 1), today=TODAY)

    assert selectors.statuses_on(organisation_id=association_a.pk, on=date(2020, 2, 1)) == []
    assert selectors.statuses_on(organisation_id=association_a.pk, on=TODAY) == [StatusKind.CAARUD]


def test_a_status_ends_after_it_begins(hugo: Any, association_a: Any) -> None:
    with pytest.raises(DatesUnfit):
        services.record_status(
            actor=actor_of(hugo), organisation=association_a, status="caarud", starts_on=TODAY, ends_on=TODAY, today=TODAY
        )


def test_and_so_does_its_end_when_it_is_noted_later(hugo: Any, association_a: Any) -> None:
    row = services.record_status(actor=actor_of(hugo), organisation=association_a, status="caarud", starts_on=TODAY, today=TODAY)

    with pytest.raises(DatesUnfit):
        services.end_status(actor=actor_of(hugo), status=row, ends_on=TODAY, today=TODAY)


@pytest.mark.parametrize("who", ["alice", "charlie", "eve"])
def test_a_status_is_noted_by_the_manager_or_the_delegate(who: str, request: Any, association_a: Any) -> None:
    with pytest.raises(Denied):
        services.record_status(
            actor=actor_of(request.getfixturevalue(who)), organisation=association_a, status="caarud", starts_on=TODAY, today=TODAY
        )


# Accreditations


def test_an_accreditation_lasts_thirty_six_months_by_law(dana: Any) -> None:
    made = accredit(actor_of(dana), make_organisation())

    assert made.expires_on == date(2023, 2, 3)


def test_the_term_that_the_order_says_wins(dana: Any) -> None:
    made = accredit(actor_of(dana), make_organisation(), expires_on=date(2021, 1, 1))

    assert made.expires_on == date(2021, 1, 1)


@pytest.mark.parametrize("who", ["eve", "hugo", "alice", "paul"])
def test_the_delegate_of_the_department_records_it(who: str, request: Any, association_a: Any) -> None:
    with pytest.raises(Denied):
        accredit(actor_of(request.getfixturevalue(who)), association_a)


def test_only_an_association_is_accredited(dana: Any, prefecture_x: Any) -> None:
    with pytest.raises(NotAnAssociation):
        accredit(actor_of(dana), prefecture_x)


@pytest.mark.parametrize(("number", "tacit"), [("", False), ("2020-12", True)])
def test_an_order_has_a_number_and_silence_has_none(dana: Any, number: str, tacit: bool) -> None:
    with pytest.raises(OrderIncomplete):
        accredit(actor_of(dana), make_organisation(), order_number=number, tacit=tacit)


def test_the_silence_of_the_prefect_gives_a_tacit_one(dana: Any) -> None:
    made = accredit(actor_of(dana), make_organisation(), order_number="", tacit=True)

    assert made.state == "tacit"


def test_it_ends_after_it_begins(dana: Any) -> None:
    with pytest.raises(DatesUnfit):
        accredit(actor_of(dana), make_organisation(), expires_on=date(2020, 2, 3))


def test_it_is_recorded_once(dana: Any) -> None:
    association = make_organisation()
    accredit(actor_of(dana), association)

    with pytest.raises(AccreditationKnown):
        accredit(actor_of(dana), association)


def in_force(organisation: Any, on: date) -> Any:
    return selectors.accreditation_in_force(organisation_id=organisation.pk, territory_id="F1", on=on)


@pytest.mark.parametrize(
    ("on", "holds"),
    [(date(2015, 5, 17), False), (date(2015, 5, 18), True), (date(2018, 5, 18), True), (date(2018, 5, 19), False)],
)
def test_an_accreditation_holds_from_its_day_to_its_term(on: date, holds: bool) -> None:
    association = make_organisation()
    make_accreditation(organisation=association, granted_on=date(2015, 5, 18), expires_on=date(2018, 5, 18))

    assert (in_force(association, on) is not None) is holds


def test_the_crisis_prolongs_one_that_expires_inside_it() -> None:
    """law.md 4.3: an accreditation of 18 May 2017, of three years, is prolonged by ordinance 2020-306, article 3."""
    association = make_organisation()
    make_accreditation(organisation=association, granted_on=date(2017, 5, 18))

    found = in_force(association, TODAY)

    assert found.extended
    assert found.last_day > date(2020, 5, 18)
    assert found.end.explanation


def test_before_the_ordinance_was_published_nobody_could_know() -> None:
    association = make_organisation()
    make_accreditation(organisation=association, granted_on=date(2017, 3, 14))

    assert in_force(association, date(2020, 3, 20)) is None
    assert in_force(association, date(2020, 4, 1)) is not None


def test_of_two_that_run_the_one_that_ends_last_counts() -> None:
    association = make_organisation()
    make_accreditation(organisation=association, granted_on=date(2018, 1, 15))
    renewed = make_accreditation(organisation=association, granted_on=date(2020, 1, 10))

    assert in_force(association, TODAY).accreditation == renewed


def test_an_accreditation_of_another_department_does_not_count(territory_y: Any) -> None:
    association = make_organisation()
    make_accreditation(organisation=association, territory=territory_y)

    assert in_force(association, TODAY) is None


def test_a_withdrawn_one_ends_the_day_it_is_withdrawn(dana: Any, association_a: Any) -> None:
    running = Accreditation.unscoped.get(organisation=association_a)

    services.withdraw_accreditation(actor=actor_of(dana), accreditation=running, withdrawn_on=TODAY, today=TODAY)

    assert in_force(association_a, TODAY - timedelta(days=1)) is not None
    assert in_force(association_a, TODAY) is None


def test_it_is_withdrawn_once(dana: Any, association_a: Any) -> None:
    running = Accreditation.unscoped.get(organisation=association_a)
    services.withdraw_accreditation(actor=actor_of(dana), accreditation=running, withdrawn_on=TODAY, today=TODAY)

    with pytest.raises(AlreadyWithdrawn):
        services.withdraw_accreditation(actor=actor_of(dana), accreditation=running, withdrawn_on=TODAY, today=TODAY)


def test_and_never_before_it_was_granted(dana: Any, association_a: Any) -> None:
    running = Accreditation.unscoped.get(organisation=association_a)

    with pytest.raises(DatesUnfit):
        services.withdraw_accreditation(actor=actor_of(dana), accreditation=running, withdrawn_on=date(2017, 1, 1), today=TODAY)


def test_nor_by_a_stranger(eve: Any, association_a: Any) -> None:
    running = Accreditation.unscoped.get(organisation=association_a)

    with pytest.raises(Denied):
        services.withdraw_accreditation(actor=actor_of(eve), accreditation=running, withdrawn_on=TODAY, today=TODAY)


@pytest.mark.db_truth
@pytest.mark.parametrize(
    "wrong",
    [{"state": "withdrawn"}, {"withdrawn_on": TODAY}, {"order_number": ""}, {"expires_on": date(2018, 9, 3)}],
)
def test_the_database_refuses_an_accreditation_that_contradicts_itself(association_a: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Accreditation.unscoped.update_or_create(organisation=association_a, defaults=wrong)


def test_an_unknown_organisation_is_out_of_scope(alice: Any) -> None:
    with pytest.raises(OutOfScope):
        selectors.get_organisation(actor=actor_of(alice), pk=alice.pk, today=TODAY)


def test_the_past_of_an_accreditation_is_kept_in_order(association_a: Any) -> None:
    make_accreditation(organisation=association_a, granted_on=date(2015, 1, 5))

    spans = selectors.accreditation_spans(organisation_id=association_a.pk, territory_id="F1")

    assert [span.granted_on for span in spans] == [date(2015, 1, 5), date(2018, 9, 3)]
