"""Uploads stay in memory until they are encrypted: no plain byte touches the disk.

Django's own handlers fall back on a temporary file; this one stops keeping, and lets the form say why.
"""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.forms import ClearableFileInput, FileField

from maillage.foundation.documents.errors import EmptyUpload, TooBig
from maillage.foundation.documents.sniff import ACCEPT, check_size

FILES_AT_ONCE = 3
"""How many files of the largest size one request may keep in memory."""


class OversizedFile(InMemoryUploadedFile):
    """Stands for a file that was too big to be kept: its size is true, its content empty."""


class SealedUploadHandler(FileUploadHandler):
    """Keeps files in memory up to the limit, each and all together; drops the bytes of a larger one as they come."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.kept = 0
        self.buffer: io.BytesIO | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.buffer = io.BytesIO()
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.buffer is None:
            return
        most = settings.MAILLAGE_UPLOAD_MAX_BYTES
        if start + len(raw_data) > most or self.kept + len(raw_data) > most * FILES_AT_ONCE:
            self.kept -= self.buffer.tell()
            self.buffer = None
            return
        self.kept += len(raw_data)
        self.buffer.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        kind = InMemoryUploadedFile if self.buffer is not None else OversizedFile
        content = self.buffer or io.BytesIO()
        content.seek(0)
        return kind(
            file=content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def read_upload(upload: UploadedFile) -> bytes:
    """The bytes of an upload. Raises TooBig or EmptyUpload with the sentence for people."""
    check_size(upload.size or 0)
    if isinstance(upload, OversizedFile):  # small enough alone, but not with the others of the same request
        raise TooBig(TooBig.together, limit=settings.MAILLAGE_UPLOAD_MAX_BYTES * FILES_AT_ONCE // (1024 * 1024))
    upload.seek(0)
    content = bytes(upload.read())
    if not content:
        raise EmptyUpload
    return content


class UploadField(FileField):
    """The field of a room's form: says at once, in words, that a file is too big or empty. Content is judged by the service."""

    widget = ClearableFileInput(attrs={"accept": ACCEPT})

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_empty_file=True, **options)  # our sentence, not Django's

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile):
            try:
                read_upload(upload)
            except (TooBig, EmptyUpload) as refusal:
                raise ValidationError(refusal.sentence, code="refused") from refusal
            upload.seek(0)
        return upload
