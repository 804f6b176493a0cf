import django.db.models.manager
import maillage.foundation.vault.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("owner_kind", models.CharField(max_length=80)),
                ("owner_id", models.UUIDField()),
                ("subject_kind", models.CharField(max_length=80)),
                ("subject_id", models.UUIDField(db_index=True)),
                ("written_for", models.UUIDField(editable=False)),
                ("part", models.CharField(max_length=20)),
                ("purpose", models.CharField(blank=True, max_length=40)),
                ("mime", models.CharField(max_length=40)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_here", models.BooleanField(default=False)),
                ("created_on", models.DateField()),
                ("label", maillage.foundation.vault.fields.SealedField()),
                ("file_key", maillage.foundation.vault.fields.SealedField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "indexes": [models.Index(fields=["owner_kind", "owner_id"], name="mg_documents_of_owner")],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
    ]
