import django.db.models.deletion
import django.db.models.manager
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mg_contacts", "0001_initial"),
        ("mg_organisations", "0001_initial"),
        ("mg_people", "0001_initial"),
        ("mg_territories", "0002_departments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("day_centre", "accueil de jour"),
                            ("support", "entretiens d'accompagnement"),
                            ("rounds", "maraudes"),
                            ("online", "contacts en ligne"),
                            ("legal_desk", "permanence juridique"),
                            ("health_desk", "permanence santé"),
                            ("parcels", "colis et bons"),
                            ("workshop", "ateliers"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(blank=True, default="", max_length=60)),
                ("needs_site", models.BooleanField(default=False)),
                ("staff_needed", models.PositiveSmallIntegerField(default=0)),
                ("pooled", models.BooleanField(default=False)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("open", "ouvert"),
                            ("slowed", "ouvert au ralenti"),
                            ("appointment", "sur rendez-vous"),
                            ("phone", "par téléphone"),
                            ("closed", "fermé"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("start", "fonctionnement habituel, rien à annoncer"),
                            ("lockdown", "confinement ou règle sanitaire"),
                            ("staff", "équipe absente"),
                            ("site", "lieu indisponible"),
                            ("needs", "des missions impossibles à distance"),
                            ("easing", "allègement des règles"),
                            ("holiday", "congés, jour férié"),
                            ("safety", "sécurité des personnes ou de l'équipe"),
                            ("other", "autre raison"),
                        ],
                        max_length=12,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("capacity", models.PositiveSmallIntegerField(null=True)),
                ("windows", models.JSONField(default=list)),
                ("exceptions", models.JSONField(default=list)),
                ("decided_on", models.DateField()),
                ("withdrawn_on", models.DateField(null=True)),
                ("finished_on", models.DateField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ActivityMode",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("edition", models.PositiveIntegerField()),
                (
                    "activity",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="modes", to="mg_openings.activity"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("change", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="modes", to="mg_openings.change")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("mark", models.CharField(max_length=64, unique=True)),
                ("opened_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="feeds", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="PartnerTold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("told_on", models.DateField()),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="partners_told", to="mg_openings.change"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "partner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="PublicLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("words", models.CharField(max_length=240)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "activity",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="mg_openings.activity"),
                ),
                (
                    "change",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="lines", to="mg_openings.change"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=60)),
                ("people_at_once", models.PositiveSmallIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("in_person", "sur place"),
                            ("phone", "par téléphone"),
                            ("video", "en visio"),
                            ("home", "chez elle"),
                            ("outside", "dehors"),
                        ],
                        max_length=12,
                    ),
                ),
                ("day", models.DateField()),
                ("starts", models.TimeField()),
                ("minutes", models.PositiveSmallIntegerField(default=45)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("booked", "prévu"),
                            ("honoured", "honoré"),
                            ("excused", "excusée"),
                            ("missed", "pas venue"),
                            ("cancelled_by_us", "annulé par nous"),
                            ("moved", "déplacé"),
                            ("converted", "passé au téléphone"),
                        ],
                        default="booked",
                        max_length=16,
                    ),
                ),
                ("booked_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                (
                    "activity",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="mg_openings.activity"),
                ),
                (
                    "booked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "follows",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="followed_by", to="mg_openings.appointment"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="appointments", to="mg_people.person"),
                ),
                (
                    "reminder",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="mg_contacts.message"),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="mg_openings.room"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=60)),
                ("left_on", models.DateField(null=True)),
                (
                    "host",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "place",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.place"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name="room",
            name="site",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rooms", to="mg_openings.site"),
        ),
        migrations.CreateModel(
            name="Lack",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "need",
                    models.CharField(
                        choices=[
                            ("site", "le lieu qui l'accueille est fermé"),
                            ("partner", "le partenaire qui l'anime n'est pas là"),
                            ("staff", "personne de l'équipe n'est là"),
                        ],
                        max_length=8,
                    ),
                ),
                ("present", models.PositiveSmallIntegerField(null=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="lacks", to="mg_openings.activity"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="lacks", to="mg_openings.site"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name="activity",
            name="site",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="activities", to="mg_openings.site"
            ),
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("appointments_move", "appointments_move"),
                            ("appointments_phone", "appointments_phone"),
                            ("appointments_cancel", "appointments_cancel"),
                            ("appointments_meet", "appointments_meet"),
                            ("appointments_offer", "appointments_offer"),
                            ("people_call", "people_call"),
                            ("rhythm_raise", "rhythm_raise"),
                            ("rhythm_back", "rhythm_back"),
                            ("directory_line", "directory_line"),
                            ("partners_tell", "partners_tell"),
                            ("open_for_mail", "open_for_mail"),
                        ],
                        max_length=24,
                    ),
                ),
                ("state", models.CharField(choices=[("done", "fait"), ("aside", "laissé de côté")], max_length=8)),
                ("count", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("made", models.UUIDField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("change", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="mg_openings.change")),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("moved", "son rendez-vous est déplacé"),
                            ("phone", "son rendez-vous se fera par téléphone"),
                            ("cancelled", "son rendez-vous est annulé"),
                            ("meet", "aucune voie sûre pour la prévenir : l'attendre à l'heure dite"),
                            ("call", "comment nous joindre maintenant"),
                            ("offer", "on peut de nouveau la recevoir : lui proposer un rendez-vous"),
                        ],
                        max_length=12,
                    ),
                ),
                ("made_on", models.DateField()),
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
                ("dropped_on", models.DateField(null=True)),
                (
                    "appointment",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="tellings", to="mg_openings.appointment"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="tellings", to="mg_openings.change"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="tellings", to="mg_people.person")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("day", models.DateField()),
                ("at_once", models.PositiveSmallIntegerField()),
                ("total", models.PositiveSmallIntegerField()),
                (
                    "activity",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="attendances", to="mg_openings.activity"),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "constraints": [
                    models.UniqueConstraint(fields=("activity", "day"), name="mg_openings_one_attendance_a_day"),
                    models.CheckConstraint(condition=models.Q(("at_once__lte", models.F("total"))), name="mg_openings_at_once_among_all"),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["open", "slowed", "appointment", "phone", "closed"])), name="mg_openings_known_mode"
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_openings_change_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__isnull", True), ("capacity__gte", 1), _connector="OR"),
                name="mg_openings_capacity_of_one_or_more",
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("kind", "slowed"), _negated=True), ("capacity__isnull", False), _connector="OR"),
                name="mg_openings_slowed_says_how_many",
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_on__isnull", True), ("withdrawn_on__lte", models.F("starts_on")), _connector="OR"),
                name="mg_openings_withdrawn_before_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="activitymode",
            constraint=models.UniqueConstraint(fields=("activity", "edition"), name="mg_openings_one_mode_an_edition"),
        ),
        migrations.AddConstraint(
            model_name="activitymode",
            constraint=models.UniqueConstraint(fields=("change", "activity"), name="mg_openings_a_change_once_an_activity"),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)), fields=("user",), name="mg_openings_one_feed_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__isnull", True), ("ended_on__gte", models.F("opened_on")), _connector="OR"),
                name="mg_openings_feed_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnertold",
            constraint=models.UniqueConstraint(fields=("change", "partner"), name="mg_openings_a_partner_told_once"),
        ),
        migrations.AddConstraint(
            model_name="publicline",
            constraint=models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="mg_openings_line_says_something"),
        ),
        migrations.AddConstraint(
            model_name="publicline",
            constraint=models.UniqueConstraint(fields=("activity", "since"), name="mg_openings_one_line_a_day"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["in_person", "phone", "video", "home", "outside"])), name="mg_openings_known_meeting_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["booked", "honoured", "excused", "missed", "cancelled_by_us", "moved", "converted"])),
                name="mg_openings_known_appointment_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 5), ("minutes__lte", 480)), name="mg_openings_appointment_lasts"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("state", "booked")),
                    models.Q(models.Q(("state", "booked"), _negated=True), ("closed_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_openings_closed_appointment_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("room__isnull", True), ("way", "in_person"), _connector="OR"), name="mg_openings_a_room_is_on_site"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "booked")), fields=("person", "day", "starts"), name="mg_openings_she_is_expected_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(fields=("organisation", "name"), name="mg_openings_one_site_by_name"),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="mg_openings_site_has_a_name"),
        ),
        migrations.AddConstraint(
            model_name="room",
            constraint=models.UniqueConstraint(fields=("site", "name"), name="mg_openings_one_room_by_name"),
        ),
        migrations.AddConstraint(
            model_name="room",
            constraint=models.CheckConstraint(condition=models.Q(("people_at_once__gte", 1)), name="mg_openings_room_holds_somebody"),
        ),
        migrations.AddConstraint(
            model_name="lack",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("activity__isnull", True),
                        ("need", "site"),
                        ("partner__isnull", True),
                        ("present__isnull", True),
                        ("site__isnull", False),
                    ),
                    models.Q(
                        ("activity__isnull", True),
                        ("need", "partner"),
                        ("partner__isnull", False),
                        ("present__isnull", True),
                        ("site__isnull", True),
                    ),
                    models.Q(
                        ("activity__isnull", False),
                        ("need", "staff"),
                        ("partner__isnull", True),
                        ("present__isnull", False),
                        ("site__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="mg_openings_lack_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="lack",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_openings_lack_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["day_centre", "support", "rounds", "online", "legal_desk", "health_desk", "parcels", "workshop"])
                ),
                name="mg_openings_known_activity",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("needs_site", False), ("site__isnull", False), _connector="OR"), name="mg_openings_needs_a_site_it_has"
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__isnull", True), ("ended_on__gte", models.F("started_on")), _connector="OR"),
                name="mg_openings_activity_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(
                fields=("organisation", "site", "kind", "name"), name="mg_openings_one_activity_by_name", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "code__in",
                        [
                            "appointments_move",
                            "appointments_phone",
                            "appointments_cancel",
                            "appointments_meet",
                            "appointments_offer",
                            "people_call",
                            "rhythm_raise",
                            "rhythm_back",
                            "directory_line",
                            "partners_tell",
                            "open_for_mail",
                        ],
                    )
                ),
                name="mg_openings_known_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.CheckConstraint(
                condition=models.Q(("about__in", ["moved", "phone", "cancelled", "meet", "call", "offer"])),
                name="mg_openings_known_telling",
            ),
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_by", ""), ("told_on__isnull", True)),
                    models.Q(
                        ("told_on__gte", models.F("made_on")),
                        ("told_by__in", ["in_person", "phone", "sms", "messaging", "mail", "letter", "partner", "key_worker", "visit"]),
                    ),
                    _connector="OR",
                ),
                name="mg_openings_told_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.UniqueConstraint(
                fields=("change", "person", "about", "appointment"), name="mg_openings_told", nulls_distinct=False
            ),
        ),
    ]
