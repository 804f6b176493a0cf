from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "maillage.foundation.documents"
    label = "mg_documents"
    verbose_name = "documents"
