"""Users and their mandates."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from maillage.foundation.kernel.data_classes import DataClass, classify


class User(AbstractBaseUser):
    """Somebody who signs in. No person accompanied ever has one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    display_name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects: ClassVar[BaseUserManager[User]] = BaseUserManager()

    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["id", "password", "last_login", "is_active"],
            DataClass.PERSONAL: ["email", "display_name"],
        }
    )
