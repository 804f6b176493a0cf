"""Pictures: a name, a description, the same facts as a table, and classes instead of styles."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from maillage.core.clock.spans import Span, SpanKind
from maillage.core.clock.timeline import Window, build_timeline
from maillage.core.clock.waiting import Cause, Fact, cut_waiting
from maillage.core.law import current_law
from maillage.foundation.ui import gallery
from maillage.foundation.ui.pictures.counted_series import draw_counted_series
from maillage.foundation.ui.pictures.funnel import Stage, draw_funnel
from maillage.foundation.ui.pictures.months_meter import draw_months_meter
from maillage.foundation.ui.pictures.session_wheel import Presence, Seat, draw_session_wheel
from maillage.foundation.ui.pictures.timeline import draw_timeline
from maillage.foundation.ui.pictures.waiting_bar import draw_waiting_bar

TODAY = date(2020, 5, 19)


def _pictures():
    law = current_law()
    return {
        "timeline": draw_timeline(gallery._timeline(law)),
        "waiting": draw_waiting_bar(gallery._cut()),
        "meter": draw_months_meter(gallery._meter(law)),
        "funnel": draw_funnel(gallery._stages()),
        "series": draw_counted_series(gallery._series()),
        "wheel": draw_session_wheel(seats=gallery._seats(), quorum=5, counted=8),
    }


PICTURES = _pictures()


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_named_and_described(name):
    drawing = ElementTree.fromstring(PICTURES[name].drawing)

    named = {child.get("id"): child.text for child in drawing if child.tag in ("title", "desc")}
    assert named[drawing.get("aria-labelledby")] == PICTURES[name].title
    assert named[drawing.get("aria-describedby")] == PICTURES[name].description


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_has_no_inline_style(name):
    assert not [node for node in ElementTree.fromstring(PICTURES[name].drawing).iter() if node.get("style")]


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_has_its_table(name):
    picture = PICTURES[name]

    assert picture.rows
    assert all(len(row) == len(picture.columns) for row in picture.rows)


def test_each_bar_and_gap_of_the_timeline_is_in_the_table():
    timeline = gallery._timeline(current_law())

    said = {row[1].text for row in draw_timeline(timeline).rows}

    assert {str(gap.sentence) for gap in timeline.gaps} <= said


def test_a_gap_is_hatched_and_its_days_are_written():
    span = Span(kind=SpanKind.PATHWAY, starts=date(2020, 1, 1), expires=date(2020, 6, 30))
    permit = Span(kind=SpanKind.PERMIT, starts=date(2020, 2, 1), expires=date(2020, 6, 30))

    drawing = draw_timeline(build_timeline(spans=[span, permit], today=TODAY)).drawing

    assert 'class="mg-p-gap"' in drawing
    assert "31 jours" in drawing


def test_a_timeline_without_gap_says_so():
    span = Span(kind=SpanKind.PATHWAY, starts=date(2020, 1, 1), expires=date(2020, 6, 30))

    assert draw_timeline(build_timeline(spans=[span], today=TODAY)).description == "Rien ne manque sur la période affichée."


def test_today_is_marked_only_when_it_can_be_seen():
    span = Span(kind=SpanKind.PATHWAY, starts=date(2020, 1, 1), expires=date(2020, 6, 30))

    drawing = draw_timeline(build_timeline(spans=[span], today=TODAY, window=Window(date(2021, 1, 1), 6))).drawing

    assert "mg-p-today" not in drawing


def test_a_person_with_nothing_yet_can_be_drawn():
    drawing = draw_timeline(build_timeline(spans=[], today=TODAY, expected=[SpanKind.PATHWAY])).drawing

    assert "Parcours" in drawing


def test_the_causes_of_the_legend_add_up_to_the_wait():
    picture = draw_waiting_bar(gallery._cut())

    counted = [int(row[1].text.split()[0]) for row in picture.rows]
    assert sum(counted[:-1]) == counted[-1]


def test_a_wait_that_begins_today_can_be_drawn():
    assert draw_waiting_bar(cut_waiting(wished=TODAY, decided=None, until=TODAY, facts=[])).rows


def test_two_causes_of_one_family_keep_their_own_letter():
    facts = [Fact(Cause.NO_SESSION, date(2020, 5, 1), date(2020, 5, 5)), Fact(Cause.CANCELLED, date(2020, 5, 5))]

    picture = draw_waiting_bar(cut_waiting(wished=date(2020, 5, 1), decided=None, until=TODAY, facts=facts))

    assert ">A</text>" in picture.rows[0][0].mark
    assert ">B</text>" in picture.rows[1][0].mark


def test_the_meter_fills_a_box_per_month():
    drawing = PICTURES["meter"].drawing

    assert (drawing.count("mg-p-month-used"), drawing.count("mg-p-month-left")) == (11, 13)


@pytest.mark.parametrize(("counted", "words"), [(5, "quorum atteint"), (4, "quorum non atteint")])
def test_the_wheel_says_whether_the_quorum_is_reached(counted, words):
    assert words in draw_session_wheel(seats=gallery._seats(), quorum=5, counted=counted).description


def test_each_presence_has_its_own_shape():
    marks = {
        draw_session_wheel(seats=[Seat("Siège", presence)], quorum=1, counted=0).rows[0][1].mark.replace(f"seat-{presence}", "")
        for presence in (Presence.REMOTE, Presence.PROXY, Presence.RECUSED)
    }

    assert len(marks) == 3


def test_a_session_without_seat_can_be_drawn():
    assert draw_session_wheel(seats=[], quorum=0, counted=0).drawing


def test_names_are_escaped_in_the_drawing():
    drawing = draw_session_wheel(seats=[Seat("<script>", Presence.PRESENT)], quorum=1, counted=1).drawing

    assert "<script>" not in drawing


def test_a_funnel_says_of_how_many_and_gives_no_share_of_a_few():
    picture = draw_funnel([Stage("vues", 40), Stage("jointes", 10), Stage("réponses", 1), Stage("rencontrées", 0), Stage("suivies", 0)])

    assert [row[2].text for row in picture.rows] == ["", "10 sur 40 (25 %)", "1 sur 10", "0 sur 1", ""]


def test_a_series_is_not_joined_across_a_change_of_the_work():
    drawing = ElementTree.fromstring(draw_counted_series(gallery._series()).drawing)

    joined = [node for node in drawing.iter("path") if node.get("class") == "mg-p-run"]
    cuts = [node for node in drawing.iter("path") if node.get("class") == "mg-p-cut"]
    assert (len(joined), len(cuts)) == (2, 2)


def test_the_table_of_a_series_says_each_count_and_each_change_in_order():
    picture = draw_counted_series(gallery._series(), links={"2020-03-24": "/ligne"})

    said = [str(row[1].text) for row in picture.rows]
    assert said == ["14", "11", "le travail change : ralenti", '<a href="/ligne">4</a>', "0", "le travail change : ouvert", "6"]
