import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("pk", models.CompositePrimaryKey("chain", "seq", blank=True, editable=False, primary_key=True, serialize=False)),
                ("chain", models.UUIDField()),
                ("seq", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
                ("actor_id", models.UUIDField(null=True)),
                ("role", models.CharField(blank=True, max_length=40)),
                ("mandate_id", models.UUIDField(null=True)),
                ("action", models.CharField(max_length=80)),
                ("subject_kind", models.CharField(blank=True, max_length=60)),
                ("subject_id", models.CharField(blank=True, max_length=40)),
                ("outcome", models.CharField(max_length=60)),
                ("facts", models.TextField()),
                ("request_id", models.UUIDField(null=True)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "indexes": [
                    models.Index(fields=["subject_id", "subject_kind", "at"], name="mg_journal_of_subject"),
                    models.Index(fields=["at"], name="mg_journal_by_time"),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
    ]
