import django.db.models.deletion
import django.db.models.manager
import maillage.foundation.vault.fields
import maillage.foundation.vault.subjects
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mg_organisations", "0001_initial"),
        ("mg_people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Protection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "why",
                    models.CharField(choices=[("birth_date", "sa date de naissance"), ("doubt", "un doute sur son âge")], max_length=12),
                ),
                ("majority", maillage.foundation.vault.fields.SealedField()),
                ("noted_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("adult", "elle est majeure : le doute est levé"),
                            ("of_age", "elle a eu 18 ans"),
                            ("entrusted", "elle est confiée à la protection de l'enfance"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("keep_until", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="protections", to="mg_people.person"),
                ),
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
            name="ProtectionAct",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("safe_now", "mise à l'abri demandée"),
                            ("concern", "information préoccupante transmise"),
                            ("report", "signalement au procureur"),
                            ("representation", "représentation demandée"),
                            ("share", "échange entre personnes tenues au secret"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "recipient",
                    models.CharField(
                        choices=[
                            ("unit", "la cellule de recueil du département"),
                            ("child_welfare", "l'aide sociale à l'enfance"),
                            ("prosecutor", "le procureur de la République"),
                            ("line_119", "le 119"),
                            ("police", "la police ou la gendarmerie"),
                        ],
                        max_length=16,
                    ),
                ),
                ("done_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("received", "bien reçu"),
                            ("assessing", "évaluation ouverte"),
                            ("protected", "mesure de protection prise"),
                            ("court", "juge des enfants saisi"),
                            ("no_action", "classé sans suite"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("reference", maillage.foundation.vault.fields.SealedField()),
                (
                    "protection",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="acts", to="mg_situation.protection"),
                ),
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
            name="Section",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("code", models.CharField(max_length=16)),
                ("part", models.CharField(max_length=12)),
                ("answers", maillage.foundation.vault.fields.SealedField()),
                ("until", models.DateField(null=True)),
                ("noted_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="situation", to="mg_people.person")),
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
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)), fields=("person",), name="mg_situation_protection_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("keep_until__isnull", True), ("outcome", "")),
                    models.Q(
                        ("ended_on__gte", models.F("noted_on")),
                        ("keep_until__gte", models.F("ended_on")),
                        ("outcome__in", ["adult", "of_age", "entrusted"]),
                    ),
                    _connector="OR",
                ),
                name="mg_situation_protection_end_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="protectionact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on__isnull", True)),
                    models.Q(
                        ("answered_on__gte", models.F("done_on")),
                        ("answer__in", ["received", "assessing", "protected", "court", "no_action"]),
                    ),
                    _connector="OR",
                ),
                name="mg_situation_act_answer_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(fields=("person", "code"), name="mg_situation_section_once"),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", "language"), ("part", "story")),
                    models.Q(("code", "household"), ("part", "story")),
                    models.Q(("code", "housing"), ("part", "story")),
                    models.Q(("code", "domiciliation"), ("part", "story")),
                    models.Q(("code", "residence"), ("part", "residence")),
                    models.Q(("code", "work"), ("part", "story")),
                    models.Q(("code", "resources"), ("part", "story")),
                    models.Q(("code", "debts"), ("part", "story")),
                    models.Q(("code", "bank"), ("part", "story")),
                    models.Q(("code", "health"), ("part", "health")),
                    models.Q(("code", "own_words"), ("part", "story")),
                    _connector="OR",
                ),
                name="mg_situation_section_in_its_part",
            ),
        ),
    ]
