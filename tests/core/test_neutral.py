"""Nothing that could betray her leaves in a message."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.neutral import ALIAS_LIMIT, TEXTS, Leak, Template, alias_leaks, leaks_in, neutral_text

ALIASES = ("C.", "Sophie", "Nour", "M. T.", "Atelier couture")
HOURS = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(template=st.sampled_from(Template), alias=st.sampled_from(ALIASES), day=st.dates(date(2016, 1, 1), date(2035, 12, 31)), hour=HOURS)
def test_every_message_of_the_list_is_neutral_whatever_the_alias_the_day_and_the_hour(
    template: Template, alias: str, day: date, hour: time
) -> None:
    said = neutral_text(template, alias=alias, day=day, hour=hour)

    assert leaks_in(said, names=("Association Les Passerelles", "Aubrac", "Zélie", "Fontbrune")) == ()


@pytest.mark.parametrize("template", list(Template))
def test_a_message_holds_nothing_but_an_alias_a_day_and_an_hour(template: Template) -> None:
    assert set(re.findall(r"\{(\w+)\}", TEXTS[template])) <= {"alias", "day", "hour"}


@pytest.mark.parametrize("template", list(Template))
def test_every_message_has_a_text_and_says_what_it_is_for(template: Template) -> None:
    assert str(template.label)
    assert TEXTS[template]


@pytest.mark.parametrize(
    ("text", "leak"),
    [
        ("Rappelez au 06 12 34 56 78", Leak.NUMBER),
        ("Code 123456789", Leak.NUMBER),
        ("Écrivez à lune@example.org", Leak.ADDRESS),
        ("Venez au 12 rue des Lilas", Leak.ADDRESS),
        ("Voir https://exemple.test/x", Leak.LINK),
        ("Voir maillage.fr", Leak.LINK),
        ("Demandez Mme Aubrac", Leak.PERSON),
        ("Votre dossier est prêt", Leak.WORD),
        ("La Préfecture a répondu", Leak.WORD),
        ("Un test est possible", Leak.WORD),
        ("Bonjour Zélie", Leak.NAME),
        ("De la part des Passerelles", Leak.NAME),
        ("a" * 161, Leak.LONG),
    ],
)
def test_what_would_betray_her_is_found(text: str, leak: Leak) -> None:
    assert leak in leaks_in(text, names=("Zélie", "Association Les Passerelles"))


@pytest.mark.parametrize("leak", list(Leak))
def test_every_leak_says_what_is_wrong(leak: Leak) -> None:
    assert str(leak.sentence)


def test_a_short_root_is_a_whole_word_and_not_a_piece_of_another() -> None:
    assert leaks_in("La liste de Leonid") == ()


def test_small_words_of_a_name_name_nobody() -> None:
    assert leaks_in("les amis de la", names=("Les Amis de la Lune",)) == (Leak.NAME,)
    assert leaks_in("de la", names=("Les Amis de la Lune",)) == ()


def test_an_alias_is_short() -> None:
    assert alias_leaks("x" * (ALIAS_LIMIT + 1)) == (Leak.LONG,)


def test_an_alias_may_be_a_friend_by_her_first_name() -> None:
    assert alias_leaks("Ton amie Léa") == ()


def test_an_alias_too_long_for_any_message_is_said_so_once() -> None:
    assert alias_leaks("x" * 200) == (Leak.LONG,)


def test_an_alias_that_names_the_association_is_refused() -> None:
    assert alias_leaks("Passerelles", names=("Association Les Passerelles",)) == (Leak.NAME,)


def test_a_message_without_an_alias_is_signed_by_a_letter() -> None:
    assert neutral_text(Template.NEWS, alias="  ").endswith(" C.")


def test_a_message_that_says_an_hour_is_not_made_without_one() -> None:
    with pytest.raises(ValueError, match="a day and an hour"):
        neutral_text(Template.AS_AGREED, alias="Léa", day=date(2020, 5, 26))


def test_the_first_of_a_month_is_said_as_people_say_it() -> None:
    assert "lundi 1er juin à 14 h" in neutral_text(Template.WILL_CALL, alias="Léa", day=date(2020, 6, 1), hour=time(14))
