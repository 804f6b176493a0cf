"""Each component renders what it promises, and a typo fails before the page is served."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta

import lucide
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Template, TemplateSyntaxError
from django.test import RequestFactory

from maillage.core.law import Confidence, Source
from maillage.core.phrase import phrase
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui.explanation import reason
from maillage.foundation.ui.filters import Choice, read_filter
from maillage.foundation.ui.tabs import TabLink
from maillage.foundation.ui.templatetags.ui import register

TODAY = date(2020, 5, 19)
_END_OF_BLOCK = {name: f"{{% end{name} %}}" for name in ("card", "notice", "rows", "row_link", "facts", "fact", "counters", "sealed_part")}


@pytest.mark.parametrize("name", sorted(register.tags))
def test_a_typo_in_an_argument_fails_at_compile_time(name):
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword argument"):
        Template(f"{{% {name} typo_of_ours=1 %}}{_END_OF_BLOCK.get(name, '')}")


@pytest.mark.parametrize("name", sorted(register.tags))
def test_every_component_says_what_it_promises(name):
    assert (register.tags[name].__doc__ or "").strip()


def test_an_icon_beside_a_word_is_hidden_from_screen_readers(draw):
    assert 'aria-hidden="true"' in draw('{% icon name="phone" %}')


def test_an_icon_alone_is_named(draw):
    assert 'aria-label="téléphone"' in draw('{% icon name="phone" label="téléphone" %}')


def test_an_icon_that_says_no_word_is_drawn_once(draw, monkeypatch):
    draw('{% icon name="phone" %}')
    monkeypatch.setattr(lucide, "_render_icon", lambda *_args, **_more: "drawn again")

    assert "drawn again" not in draw('{% icon name="phone" %}')


def test_an_icon_that_says_a_word_is_not_kept(draw, monkeypatch):
    draw('{% icon name="phone" label="téléphone" %}')
    monkeypatch.setattr(lucide, "_render_icon", lambda *_args, **_more: "drawn again")

    assert draw('{% icon name="phone" label="téléphone" %}') == "drawn again"


def test_a_state_is_an_icon_and_a_word(draw):
    chip = draw('{% state_chip word="déposée" tone="calm" %}')

    assert "<svg" in chip
    assert "déposée" in chip


def test_an_unknown_tone_is_refused(draw):
    with pytest.raises(ValueError, match="mauve"):
        draw('{% state_chip word="déposée" tone="mauve" %}')


def test_a_day_says_how_far_it_is(draw):
    assert "mardi 9 juin 2020</time>, <span" in draw("{% day date=then today=today %}", then=TODAY + timedelta(weeks=3))


def test_an_unknown_day_says_so(draw):
    assert "date non connue" in draw("{% day date=None today=today %}")


def test_a_day_opens_its_explanation(draw):
    shown = draw("{% day date=today today=today because=reasons %}", reasons=[phrase("Elle a commencé le {day}.", day=date(2020, 1, 2))])

    assert "<details" in shown
    assert "Elle a commencé le 2 janvier 2020." in shown


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-1, "en retard de 1 jour", "alert"),
        (0, "dernier jour", "alert"),
        (14, "dans 2 semaines", "wait"),
        (15, "2 semaines et 1 jour", "neutral"),
    ],
)
def test_a_deadline_says_what_is_left_and_sets_its_tone(draw, days, words, tone):
    badge = draw("{% deadline_badge date=then today=today %}", then=TODAY + timedelta(days=days))

    assert words in badge
    assert f"mg-tone-{tone}" in badge


def test_a_disabled_act_shows_its_reason_and_has_no_address(draw):
    act = draw('{% action label="Déposer" url="/secret/" reason="Il manque une pièce." %}')

    identifier = re.search(r'aria-describedby="([^"]+)"', act).group(1)
    assert f'id="{identifier}">Il manque une pièce.' in act
    assert "/secret/" not in act


def test_a_post_button_carries_a_key_and_the_version(draw):
    form = draw('{% post_button label="Clore" url="/x/" version=7 %}', csrf_token="jeton")

    assert uuid.UUID(re.search(r'name="key" value="([^"]+)"', form).group(1))
    assert 'name="version" value="7"' in form
    assert "jeton" in form


class _Form(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label="Pseudonyme", help_text="Celui qu'elle choisit.")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    channel = forms.ChoiceField(label="Moyen", choices=[("a", "appel"), ("m", "message")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Accord", required=False)


def test_a_field_ties_its_help_and_its_error_to_its_control(draw):
    shown = draw("{% field field=form.name %}", form=_Form({"name": ""}))

    assert 'aria-describedby="id_name_aide id_name_erreur"' in shown
    assert 'aria-invalid="true"' in shown


def test_an_optional_field_says_so_and_a_mandatory_one_does_not(draw):
    form = _Form()

    assert "(facultatif)" in draw("{% field field=form.note %}", form=form)
    assert "(facultatif)" not in draw("{% field field=form.name %}", form=form)


def test_a_note_says_who_will_read_it(draw):
    assert "Qui lira :" in draw('{% field field=form.note reader="team" %}', form=_Form())


def test_what_was_typed_is_never_lost(draw):
    assert "Elle préfère le matin." in draw("{% field field=form.note %}", form=_Form({"note": "Elle préfère le matin."}))


def test_choices_are_a_group_with_a_legend_and_a_label_each(draw):
    shown = draw("{% field field=form.channel %}", form=_Form({"channel": "m"}))

    assert "<legend>Moyen" in shown
    assert shown.count("form-check-label") == 2
    assert re.search(r'value="m"[^>]*checked', shown)


def test_errors_at_the_top_lead_to_their_field(draw):
    shown = draw("{% form_errors form=form %}", form=_Form({"name": ""}))

    assert '<a href="#id_name">Pseudonyme</a>' in shown


def test_a_form_without_error_says_nothing_at_the_top(draw):
    assert draw("{% form_errors form=form %}", form=_Form()).strip() == ""


def test_a_key_already_sent_is_kept_when_the_page_comes_back(draw):
    key = str(uuid.uuid4())

    assert key in draw("{% hidden_key form=form %}", form=_Form({"key": key}))


def test_a_key_that_is_not_one_is_replaced(draw):
    assert "pirate" not in draw("{% hidden_key form=form %}", form=_Form({"key": "pirate"}))


def test_both_versions_of_a_stale_edit_are_shown(draw):
    stale = Stale(current={"note": "à elle"}, submitted={"note": "à moi"}, version=2)

    shown = draw("{% stale_compare stale=stale labels=labels %}", stale=stale, labels={"note": "Note"})

    assert "à elle" in shown
    assert "à moi" in shown


def test_a_number_links_to_its_rows_and_zero_does_not(draw):
    assert 'href="/rows/"' in draw('{% counter number=3 label="en retard" url="/rows/" %}')
    assert "href" not in draw('{% counter number=0 label="en retard" url="/rows/" tone="alert" %}')


def test_a_row_is_one_link_around_what_it_holds(draw):
    row = draw('{% rows label="Personnes" %}{% row_link title=name url="/p/" %}suivie{% endrow_link %}{% endrows %}', name="<Lune>")

    assert row.count("<a ") == 1
    assert "&lt;Lune&gt;" in row
    assert "suivie" in row


def test_steps_say_done_here_and_to_come(draw):
    shown = draw("{% steps steps=steps current='b' %}", steps=[("a", "prête"), ("b", "déposée"), ("c", "examinée")])

    assert re.findall(r"mg-step-(\w+)", shown) == ["done", "here", "later"]


def test_a_filter_keeps_the_others_and_starts_paging_again(draw):
    request = RequestFactory().get("/x/?sort=old&page=3")
    chosen = read_filter(request.GET, code="state", label="État", choices=[Choice("ready", "prête", 2)])

    shown = draw("{% filters filters=filters %}", filters=[chosen], request=request)

    assert 'href="?sort=old&amp;state=ready"' in shown


def test_a_value_that_is_no_choice_is_ignored():
    assert read_filter({"state": "<script>"}, code="state", label="État", choices=[Choice("ready", "prête")]).value == ""


def test_the_pager_keeps_the_filters(draw):
    request = RequestFactory().get("/x/?state=ready&page=2")

    shown = draw("{% pager page=page %}", page=Paginator(range(50), 20).get_page(2), request=request)

    assert 'href="?state=ready&amp;page=3"' in shown
    assert "lignes 21 à 40 sur 50" in shown


def test_one_page_needs_no_pager(draw):
    assert draw("{% pager page=page %}", page=Paginator(range(5), 20).get_page(1), request=RequestFactory().get("/")).strip() == ""


def test_a_closed_part_asks_for_a_reason_and_shows_nothing_of_it(draw):
    shown = draw(
        '{% sealed_part title="Identité" label="Ouvrir" url="/o/" reasons=reasons %}Jeanne{% endsealed_part %}', reasons=[("c", "courrier")]
    )

    assert "Jeanne" not in shown
    assert '<option value="c">courrier</option>' in shown


def test_an_open_part_says_that_it_closes_by_itself(draw):
    shown = draw('{% sealed_part title="Identité" label="Ouvrir" url="/o/" opened=True %}Jeanne{% endsealed_part %}')

    assert "Jeanne" in shown
    assert "se referme" in shown


def test_a_part_that_may_not_be_opened_says_why_and_has_no_form(draw):
    shown = draw('{% sealed_part title="Santé" label="Ouvrir" url="/o/" refused="Demandez à la référente." %}{% endsealed_part %}')

    assert "Demandez à la référente." in shown
    assert "<form" not in shown


def test_a_reason_of_the_law_keeps_its_source_and_how_sure_it_is():
    class Step:
        phrase = phrase("Prolongé de six mois.")
        source = Source(title="Ordonnance", url="https://example.org", read_on=TODAY)
        confidence = Confidence.UNCERTAIN

    found = reason(Step())

    assert (found.text, found.source, found.confidence, found.sure) == (
        "Prolongé de six mois.",
        "Ordonnance",
        "à confirmer auprès de la préfecture",
        False,
    )


def test_what_people_typed_is_escaped_inside_blocks(draw):
    assert "<b>" not in draw("{% card title=name %}{{ name }}{% endcard %}", name="<b>gras</b>")


def test_tabs_mark_where_one_stands_in_words_for_screen_readers(draw):
    links = [TabLink(code="a", label="Résumé", url="/a/", current=True), TabLink(code="b", label="Notes", url="/b/", current=False)]

    strip = draw("{% tabs links=links %}", links=links)

    assert '<a href="/a/" aria-current="page">Résumé</a>' in strip
    assert '<a href="/b/">Notes</a>' in strip


def test_one_tab_alone_is_no_strip(draw):
    assert draw("{% tabs links=links %}", links=[TabLink(code="a", label="Résumé", url="/a/", current=True)]).strip() == ""


def test_the_button_that_prints_waits_for_the_script_that_prints(draw):
    button = draw("{% print_button %}")

    assert 'type="button"' in button
    assert " data-print hidden" in button
