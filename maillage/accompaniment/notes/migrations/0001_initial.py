import django.db.models.deletion
import django.db.models.manager
import maillage.foundation.vault.fields
import maillage.foundation.vault.subjects
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mg_organisations", "0001_initial"),
        ("mg_people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "level",
                    models.CharField(
                        choices=[("me", "moi seule, moi seul"), ("team", "mon équipe"), ("shared", "toutes ses référentes")], max_length=8
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("interview", "entretien"), ("call", "appel"), ("procedure", "démarche"), ("observation", "observation")],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("written_on", models.DateField()),
                ("corrected_on", models.DateField(null=True)),
                ("body", maillage.foundation.vault.fields.SealedField()),
                ("author", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "corrected_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="mg_people.person")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            bases=(maillage.foundation.vault.subjects.HangsOnSubject, models.Model),
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("note_version", models.PositiveIntegerField(null=True)),
                ("key", models.UUIDField(unique=True)),
                ("tab", models.CharField(blank=True, max_length=36)),
                (
                    "level",
                    models.CharField(
                        choices=[("me", "moi seule, moi seul"), ("team", "mon équipe"), ("shared", "toutes ses référentes")], max_length=8
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("interview", "entretien"), ("call", "appel"), ("procedure", "démarche"), ("observation", "observation")],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField(null=True)),
                ("body", maillage.foundation.vault.fields.SealedField()),
                ("promise", maillage.foundation.vault.fields.SealedField()),
                (
                    "towards",
                    models.CharField(
                        blank=True,
                        choices=[("her", "à elle"), ("colleague", "à une collègue"), ("service", "à un partenaire ou un service")],
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField(null=True)),
                ("saved_at", models.DateTimeField()),
                ("used", models.BooleanField(default=False)),
                ("author", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mg_people.person")),
                ("note", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mg_notes.note")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            bases=(maillage.foundation.vault.subjects.HangsOnSubject, models.Model),
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("what", maillage.foundation.vault.fields.SealedField()),
                (
                    "towards",
                    models.CharField(
                        choices=[("her", "à elle"), ("colleague", "à une collègue"), ("service", "à un partenaire ou un service")],
                        max_length=10,
                    ),
                ),
                ("made_on", models.DateField()),
                ("due_on", models.DateField(null=True)),
                ("kept_on", models.DateField(null=True)),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("note", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="promises", to="mg_notes.note")),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mg_people.person")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            bases=(maillage.foundation.vault.subjects.HangsOnSubject, models.Model),
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["person", "happened_on"], name="mg_notes_note_of_person"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(condition=models.Q(("level__in", ["me", "team", "shared"])), name="mg_notes_known_level"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(("happened_on__lte", models.F("written_on"))), name="mg_notes_not_from_the_future"
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrected_by__isnull", True), ("corrected_on__isnull", True)),
                    models.Q(("corrected_by__isnull", False), ("corrected_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_notes_correction_says_who",
            ),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["author", "person"], name="mg_notes_draft_of_author"),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("note__isnull", True), ("note_version__isnull", True)),
                    models.Q(("note__isnull", False), ("note_version__isnull", False)),
                    _connector="OR",
                ),
                name="mg_notes_draft_of_correction",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__isnull", True), ("due_on__gte", models.F("made_on")), _connector="OR"),
                name="mg_notes_promise_due_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept_on__isnull", True), ("kept_on__gte", models.F("made_on")), _connector="OR"),
                name="mg_notes_promise_kept_later",
            ),
        ),
    ]
