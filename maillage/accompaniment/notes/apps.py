from django.apps import AppConfig


class NotesConfig(AppConfig):
    """Brings the tab and the panels of the file, what an erasure and the closing of an account take."""

    name = "maillage.accompaniment.notes"
    label = "mg_notes"
    verbose_name = "notes"

    def ready(self) -> None:
        from maillage.accompaniment.notes import actions
        from maillage.accompaniment.notes.erasure import erase_rows, forget_personal_notes
        from maillage.accompaniment.notes.screens import register_screens
        from maillage.accompaniment.people import history
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.vault import on_erasure
        from maillage.reference.accounts.closing import on_account_closed

        on_erasure(erase_rows)
        on_account_closed(forget_personal_notes)
        history.reserve(
            Permission.NOTES_OPEN,
            actions.WRITTEN,
            actions.CORRECTED,
            actions.WIDENED,
            actions.NARROWED,
            actions.PROMISED,
            actions.PROMISE_KEPT,
        )
        register_screens()
