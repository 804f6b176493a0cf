"""Finding a file: what answers, in which order, to whom, at what cost, and what is left of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.matching import (
    Likeness,
    Query,
    likely,
    likeness,
    matches,
    matches_phone,
    matches_reference,
    may_hold_number,
)
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import search
from maillage.foundation.access.roles import Role
from maillage.foundation.journal.models import Entry
from maillage.foundation.vault import crypto
from tests.accompaniment.making import give_identity, make_person
from tests.cast import TODAY, actor_of, give_mandate, make_user


def found(worker: Any, query: str, *, names: bool = False) -> list[str]:
    """The pseudonyms that answer, in the order of the page: open, then closed."""
    result = selectors.search_files(actor=actor_of(worker), query=query, today=TODAY, names=names)
    return [each.row.pseudonym for each in (*result.open, *result.closed)]


# Comparing


@pytest.mark.parametrize(
    ("typed", "texts", "how"),
    [
        ("étoile", ["Etoile"], Likeness.SAME),
        ("etoile nord", ["Étoile du Nord"], Likeness.BEGINNING),
        ("nord", ["Étoile du Nord"], Likeness.BEGINNING),
        ("toile", ["Étoile du Nord"], Likeness.PART),
        ("etoiledu", ["Étoile du Nord"], Likeness.PART),
        ("Catya", ["Katia"], Likeness.SOUND),
        ("Катя", ["Katia"], Likeness.SAME),
        ("محمد", ["Mohamed"], Likeness.SOUND),
        ("Mohamed", ["محمد"], Likeness.SOUND),
        ("Svetlan", ["Zvetlana"], Likeness.SOUND),
        ("zélie aubrac", ["Aubrac", "Zélie"], Likeness.BEGINNING),
        ("Katia Nord", ["Katia"], None),
        ("o", ["Katia"], None),
        ("Katiarinovna", ["Katia"], None),
        ("", ["Katia"], None),
        ("李", ["李娜"], Likeness.BEGINNING),
        ("42", ["Lune 42"], Likeness.BEGINNING),
    ],
)
def test_likeness_by_example(typed, texts, how):
    assert likeness(Query.of(typed), texts) is how


NAMES = st.one_of(st.text(max_size=12), st.sampled_from(["Katia", "Catya Nord", "Aïcha", "محمد", "Mohamed", "Zélie\nAubrac", "李娜", "42"]))


@given(typed=st.one_of(NAMES, st.tuples(NAMES, NAMES).map(" ".join)), files=st.lists(st.lists(NAMES, max_size=3), max_size=6))
def test_what_is_passed_over_with_thousands_would_not_have_answered(typed, files):
    asked = Query.of(typed)
    found = {place for place, texts in enumerate(files) if likeness(asked, texts) is not None}

    assert found <= set(likely(asked, [" ".join(texts) for texts in files]))


def test_few_are_compared_one_by_one():
    assert likely(Query.of("Catya"), ["Rose", "Katia Nord", "Lune", "Anne Catya"]) == [1, 3]


def test_a_word_without_sound_of_its_own_resembles_nobody():
    assert not matches("ka", "李")


@pytest.mark.parametrize(
    ("typed", "noted", "how"),
    [
        ("06 12 34 56 78", "06.12.34.56.78 après 14 h", Likeness.SAME),
        ("+33 6 12 34 56 78", "0612345678", Likeness.SAME),
        ("0612345678", "+33 (0)6 12 34 56 78", Likeness.SAME),
        ("3456", "06 12 34 56 78", Likeness.PART),
        ("345", "06 12 34 56 78", None),
        ("99999", "06 12 34 56 78", None),
    ],
)
def test_numbers_by_example(typed, noted, how):
    assert matches_phone(Query.of(typed), [noted]) is how


@given(st.text("0123+6 .-/(\n٣a", min_size=1, max_size=24), st.text("0123+6 .-/(", min_size=4, max_size=14))
def test_no_line_that_holds_the_number_is_passed_over(noted: str, typed: str) -> None:
    asked = Query.of(typed)

    assert matches_phone(asked, [noted]) is None or may_hold_number(asked, ["06", noted]) in ([1], [0, 1])


@pytest.mark.parametrize(
    ("typed", "how"), [("ABCD-2345", Likeness.SAME), ("abcd2345", Likeness.SAME), ("cd23", Likeness.PART), ("ABC", None), ("ABCO", None)]
)
def test_references_by_example(typed, how):
    assert matches_reference(Query.of(typed), "ABCD-2345") is how


def test_what_was_typed_is_shown_by_no_repr():
    asked = Query.of("Zélie Aubrac")

    assert "aubrac" not in f"{asked!r}{asked.words!r}".lower()


# Finding


@pytest.fixture
def files(alice: Any) -> dict[str, Any]:
    names = ("Katia", "Katiana", "Annekatia", "Catya", "Rose")
    return {name: make_person(alice, pseudonym=name, safe_contact=f"06 12 34 56 0{rank}") for rank, name in enumerate(names)}


def test_the_same_comes_first_then_beginning_then_part_then_sound(alice, files):
    assert found(alice, "katia") == ["Katia", "Katiana", "Annekatia", "Catya"]


def test_closed_files_come_apart(alice, files):
    Person.unscoped.filter(pk=files["Katia"].pk).update(closed_on=TODAY)

    result = selectors.search_files(actor=actor_of(alice), query="katia", today=TODAY)

    assert [each.row.pseudonym for each in result.closed] == ["Katia"]


def test_a_reference_finds_its_file(alice, files):
    assert found(alice, files["Rose"].reference.replace("-", "").lower()) == ["Rose"]


@pytest.mark.django_db
def test_a_whole_reference_opens_no_pseudonym_but_the_one_it_shows(alice, files, monkeypatch):
    def scanned(*_args, **_more):
        raise AssertionError("pseudonyms were read")

    monkeypatch.setattr(search.Scan, "read", scanned)

    assert found(alice, files["Rose"].reference) == ["Rose"]


def test_a_number_finds_its_file(alice, files):
    assert found(alice, "+33 6 12 34 56 04") == ["Rose"]


def test_a_number_tells_nothing_to_whoever_may_not_open_a_contact(bob, alice, files):
    assert found(bob, "06 12 34 56 04") == []


def test_a_civil_name_is_found_when_no_pseudonym_answers(alice, files):
    give_identity(alice, files["Rose"], last_name="Obaseki", first_name="Precious")

    assert found(alice, "Obasequi") == ["Rose"]


def test_a_whole_civil_name_is_found_in_either_order(alice, files):
    give_identity(alice, files["Rose"], last_name="Obaseki", first_name="Precious")

    assert found(alice, "obaseki precious") == found(alice, "precious obaseki") == ["Rose"]


def test_an_identity_is_not_opened_for_a_search_that_a_pseudonym_answers(alice, files):
    give_identity(alice, files["Rose"], last_name="Katia", first_name="Anne")

    assert "Rose" not in found(alice, "katia")
    assert not Entry.unscoped.filter(action="vault.parts_opened", facts__contains="identity").exists()


def test_civil_names_are_compared_too_when_asked(alice, files):
    give_identity(alice, files["Rose"], last_name="Katia", first_name="Anne")

    assert "Rose" in found(alice, "katia", names=True)


def test_a_civil_name_tells_nothing_to_whoever_may_not_open_an_identity(bob, alice, files):
    give_identity(alice, files["Rose"], last_name="Obaseki", first_name="Precious")

    assert found(bob, "Obaseki", names=True) == []


def test_another_association_finds_nothing_by_any_way(charlie, alice, files):
    give_identity(alice, files["Rose"], last_name="Obaseki", first_name="Precious")

    asked = ("Katia", "Catya", "Obaseki", "06 12 34 56 04", files["Rose"].reference, files["Rose"].reference[:4])

    assert [found(charlie, query, names=True) for query in asked] == [[]] * len(asked)


def test_a_search_elsewhere_leaves_the_same_trace_whether_the_file_exists_or_not(charlie, alice, files):
    for query in ("Katia", "Wilhelmine"):
        found(charlie, query)

    entries = Entry.unscoped.filter(actor_id=charlie.pk).order_by("seq")
    assert len({(entry.action, entry.facts) for entry in entries}) == 1


def test_a_mandate_that_opens_identities_elsewhere_opens_none_here(alice, association_b, files):
    reader = make_user("Lectrice et intervenante")
    give_mandate(reader, Role.READER, files["Rose"].organisation)
    give_mandate(reader, Role.CASEWORKER, association_b)
    give_identity(alice, files["Rose"], last_name="Obaseki", first_name="Precious")

    assert found(reader, "Obaseki", names=True) == []
    assert found(reader, "Katia")[0] == "Katia"


def test_an_erased_file_is_not_found(alice, files):
    from maillage.foundation.access.actor import system_actor

    services.erase_file(actor=system_actor(), today=TODAY, person=files["Katia"])

    assert "Katia" not in found(alice, "katia")


def test_an_old_file_leads_to_the_one_that_continues(alice, files):
    from tests.accompaniment.people.test_merging import reunite

    reunite(alice, files["Rose"], files["Annekatia"])

    assert found(alice, "Annekatia") == ["Rose"]


def test_nothing_typed_finds_nothing_and_leaves_no_trace(alice, files):
    assert found(alice, " … ") == []
    assert not Entry.unscoped.filter(action="people.searched").exists()


def test_the_journal_keeps_counts_and_no_word(alice, files):
    found(alice, "06 12 34 56 04")
    found(alice, "Obaseki")

    facts = [json.loads(entry.facts) for entry in Entry.unscoped.filter(actor_id=alice.pk).order_by("seq")][-4:]
    assert [(each.get("part"), each.get("count"), each.get("found")) for each in facts] == [
        ("safe_contact", 5, None), (None, None, 1), ("identity", 5, None), (None, None, 0),
    ]  # fmt: skip


def test_only_fifty_are_shown_and_the_rest_is_counted(alice):
    for number in range(53):
        make_person(alice, pseudonym=f"Lune {number}", today=TODAY - timedelta(days=number))

    result = selectors.search_files(actor=actor_of(alice), query="lune", today=TODAY)

    assert (len(result.open), result.more, result.count) == (50, 3, 53)


# What it costs: counted, never timed (tools/bench_search.py times it).


class _Decryptions:
    """How many values were decrypted, and how many keys unwrapped."""

    def __init__(self, monkeypatch: Any) -> None:
        self.values = self.keys = 0
        real_unsealer, real_unwrapper = crypto.unsealer, crypto.unwrapper

        def unsealer(info: str) -> Any:
            unseal = real_unsealer(info)

            def counted(*given: Any) -> Any:
                self.values += 1
                return unseal(*given)

            return counted

        def unwrapper(key: bytes, *, key_id: int) -> Any:
            unwrap = real_unwrapper(key, key_id=key_id)

            def counted(*given: Any) -> Any:
                self.keys += 1
                return unwrap(*given)

            return counted

        monkeypatch.setattr(crypto, "unsealer", unsealer)
        monkeypatch.setattr(crypto, "unwrapper", unwrapper)


def _cost(worker: Any, query: str, monkeypatch: Any) -> tuple[int, int, int]:
    with (
        monkeypatch.context() as patched,
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        counted = _Decryptions(patched)
        found(worker, query)
    return len(queries), counted.values, counted.keys


def test_a_search_costs_as_many_queries_in_ten_times_as_many_files_and_one_decryption_each(alice, monkeypatch):
    def add(first: int, last: int) -> None:
        for number in range(first, last):
            give_identity(alice, make_person(alice, pseudonym=f"Rose {number}"))

    add(0, 5)
    few, few_named = _cost(alice, "Rose 3", monkeypatch), _cost(alice, "Wilhelmine", monkeypatch)
    add(5, 50)
    many, many_named = _cost(alice, "Rose 3", monkeypatch), _cost(alice, "Wilhelmine", monkeypatch)

    assert (few[0], few_named[0]) == (many[0], many_named[0])
    assert (many[1:], many_named[1:]) == ((50, 50), (150, 50))
