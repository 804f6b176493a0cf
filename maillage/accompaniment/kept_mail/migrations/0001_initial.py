import django.db.models.deletion
import django.db.models.manager
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
            name="KeptMail",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "sender",
                    models.CharField(
                        choices=[
                            ("prefecture", "préfecture"),
                            ("court", "tribunal, avocate"),
                            ("asylum", "OFPRA, OFII, CNDA"),
                            ("health_insurance", "assurance maladie"),
                            ("family_benefits", "CAF, MSA"),
                            ("employment", "emploi, employeur"),
                            ("bank", "banque"),
                            ("family", "famille, particulier"),
                            ("other", "autre"),
                        ],
                        max_length=16,
                    ),
                ),
                ("urgent", models.BooleanField(default=False)),
                ("received_on", models.DateField()),
                ("told_on", models.DateField(null=True)),
                (
                    "told_by",
                    models.CharField(
                        choices=[
                            ("in_person", "elle était là"),
                            ("phone", "par téléphone"),
                            ("sms", "par SMS"),
                            ("messaging", "par messagerie"),
                            ("mail", "par courriel"),
                            ("letter", "par lettre"),
                            ("partner", "par un partenaire"),
                            ("key_worker", "de vive voix, par sa référente"),
                            ("visit", "en allant la voir"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("closed_on", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("handed", "remis en main propre"),
                            ("forwarded", "réexpédié"),
                            ("returned", "retourné à l'expéditeur"),
                            ("mistake", "noté par erreur"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="kept_mail", to="mg_people.person")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sender__in",
                                [
                                    "prefecture",
                                    "court",
                                    "asylum",
                                    "health_insurance",
                                    "family_benefits",
                                    "employment",
                                    "bank",
                                    "family",
                                    "other",
                                ],
                            )
                        ),
                        name="mg_kept_mail_known_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_by", ""), ("told_on__isnull", True)),
                            models.Q(
                                ("told_on__gte", models.F("received_on")),
                                (
                                    "told_by__in",
                                    ["in_person", "phone", "sms", "messaging", "mail", "letter", "partner", "key_worker", "visit"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="mg_kept_mail_told_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("outcome", "")),
                            models.Q(
                                ("closed_on__gte", models.F("received_on")), ("outcome__in", ["handed", "forwarded", "returned", "mistake"])
                            ),
                            _connector="OR",
                        ),
                        name="mg_kept_mail_closed_whole",
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
    ]
