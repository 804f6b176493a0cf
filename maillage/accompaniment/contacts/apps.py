from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Puts the room in the rail and on the file."""

    name = "maillage.accompaniment.contacts"
    label = "mg_contacts"
    verbose_name = "contacts"

    def ready(self) -> None:
        from maillage.accompaniment.contacts import actions, actions_calls, actions_messages, notices  # noqa: F401
        from maillage.accompaniment.contacts.registering import register_calls, register_log, register_messages

        register_calls()
        register_log()
        register_messages()
