from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "maillage.foundation.documents"
    label = "mg_documents"
    verbose_name = "documents"

    def ready(self) -> None:
        from maillage.foundation.documents.services import erase_documents
        from maillage.foundation.vault import on_erasure

        on_erasure(erase_documents)
