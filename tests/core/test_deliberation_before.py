"""Before the session: what is read, what is answered, when one is reminded."""

from datetime import date

import pytest

from maillage.core.deliberation.before import Asked, ReadingProgress, progress_of, reminder_days, reminder_is_due

TODAY = date(2020, 5, 4)
FRIDAY = date(2020, 5, 8)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "aucun avis demandé"),
        ([Asked(FRIDAY, TODAY), Asked(FRIDAY, TODAY), Asked(FRIDAY)], "2 avis sur 3, encore 4 jours"),
        ([Asked(date(2020, 5, 5)), Asked(FRIDAY)], "0 avis sur 2, encore 1 jour"),
        ([Asked(TODAY)], "0 avis sur 1, dernier jour"),
        ([Asked(date(2020, 5, 2))], "0 avis sur 1, en retard de 2 jours"),
        ([Asked(FRIDAY, TODAY)], "1 avis sur 1, tous donnés"),
    ],
)
def test_the_answers_and_the_days_left_are_one_sentence(asked: list[Asked], said: str) -> None:
    assert str(progress_of(asked, today=TODAY).phrase) == said


@pytest.mark.parametrize(
    ("asked", "facts"),
    [
        ([], (None, False, True)),
        ([Asked(FRIDAY, TODAY)], (None, False, True)),
        ([Asked(FRIDAY)], (FRIDAY, False, False)),
        ([Asked(FRIDAY), Asked(date(2020, 5, 3))], (date(2020, 5, 3), True, False)),
    ],
)
def test_the_nearest_deadline_of_what_is_awaited_counts(asked: list[Asked], facts: tuple[date | None, bool, bool]) -> None:
    progress = progress_of(asked, today=TODAY)

    assert (progress.next_due, progress.late, progress.complete) == facts


@pytest.mark.parametrize(
    ("asked_on", "days"),
    [
        (date(2020, 5, 1), (date(2020, 5, 5), date(2020, 5, 7))),
        (date(2020, 5, 5), (date(2020, 5, 7),)),
        (date(2020, 5, 7), ()),
    ],
)
def test_one_is_reminded_three_days_and_one_day_before(asked_on: date, days: tuple[date, ...]) -> None:
    assert reminder_days(asked_on=asked_on, due_on=FRIDAY) == days


@pytest.mark.parametrize(
    ("asked", "day", "sent_on", "due"),
    [
        (Asked(FRIDAY), TODAY, [], True),
        (Asked(FRIDAY), date(2020, 5, 3), [date(2020, 5, 2)], True),
        (Asked(FRIDAY), date(2020, 5, 3), [TODAY], False),
        (Asked(FRIDAY), date(2020, 5, 5), [], False),
        (Asked(FRIDAY, TODAY), TODAY, [], False),
        (Asked(date(2020, 5, 3)), date(2020, 5, 2), [], False),
    ],
)
def test_a_reminder_leaves_once_while_the_answer_is_awaited(asked: Asked, day: date, sent_on: list[date], due: bool) -> None:
    assert reminder_is_due(asked=asked, day=day, sent_on=sent_on, today=TODAY) is due


@pytest.mark.parametrize(
    ("read", "to_read", "said"),
    [(7, 10, "7 sur 10 lus"), (1, 10, "1 sur 10 lu"), (0, 3, "0 sur 3 lu"), (10, 10, "tout est lu (10)"), (0, 0, "rien à lire")],
)
def test_the_progress_of_a_seat_is_said_in_words(read: int, to_read: int, said: str) -> None:
    assert str(ReadingProgress(read=read, to_read=to_read).phrase) == said
