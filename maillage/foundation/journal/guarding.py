"""The triggers that make the trail append-only, for both databases."""

from __future__ import annotations

from maillage.foundation.kernel import triggers

TABLE = "mg_journal_entry"
SENTENCE = "the journal is append-only"


def declare() -> None:
    """Declare the four triggers: no UPDATE, no DELETE, no TRUNCATE, no INSERT OR REPLACE."""
    for trigger in triggers.append_only(TABLE, sentence=SENTENCE):
        triggers.register(trigger)
    triggers.register(
        triggers.Trigger(
            name=f"{TABLE}_no_truncate",
            table=TABLE,
            sqlite="",
            postgres_when="BEFORE TRUNCATE",
            postgres_body=f"RAISE EXCEPTION '{SENTENCE}';",
        )
    )
    # INSERT OR REPLACE removes the row in the way without firing the trigger on DELETE.
    triggers.register(
        triggers.Trigger(
            name=f"{TABLE}_no_replace",
            table=TABLE,
            sqlite=(
                f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} "
                f'WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE ("chain" = NEW."chain" AND "seq" = NEW."seq") OR rowid = NEW.rowid) '
                f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
            ),
            postgres_when="",
            postgres_body="",
        )
    )
