"""The triggers that make the trail append-only, for both databases."""

from __future__ import annotations

from maillage.foundation.kernel import triggers

TABLE = "mg_journal_entry"
SENTENCE = "the journal is append-only"

NO_TRUNCATE = triggers.Trigger(
    name="mg_journal_entry_no_truncate",
    table=TABLE,
    sqlite="",
    postgres_when="BEFORE TRUNCATE",
    postgres_body="RAISE EXCEPTION 'the journal is append-only';",
)

# INSERT OR REPLACE removes the row in the way without firing the trigger on DELETE.
NO_REPLACE = triggers.Trigger(
    name="mg_journal_entry_no_replace",
    table=TABLE,
    sqlite=(
        "CREATE TRIGGER mg_journal_entry_no_replace BEFORE INSERT ON mg_journal_entry "
        "WHEN EXISTS (SELECT 1 FROM mg_journal_entry "
        'WHERE ("chain" = NEW."chain" AND "seq" = NEW."seq") OR rowid = NEW.rowid) '
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    ),
    postgres_when="",
    postgres_body="",
)


def declare() -> None:
    """Declare the triggers: no UPDATE, no DELETE, no TRUNCATE, no INSERT OR REPLACE."""
    for trigger in (*triggers.append_only(TABLE, sentence=SENTENCE), NO_TRUNCATE, NO_REPLACE):
        triggers.register(trigger)
