"""What may enter: PDF and still images, judged by their content and never by their name or announced type.

Images are decoded and written anew, so that neither a location nor anything hidden survives; a PDF is read object by object.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from PIL import Image, ImageOps

from maillage.foundation.documents import pdf_inspection
from maillage.foundation.documents.errors import Animated, Damaged, EmptyUpload, TooBig, TooManyPixels, UnknownKind

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MEBIBYTE = 1024 * 1024
LONG_SIDE = 3508  # an A4 page at 300 points an inch: enough to read a paper
# Four bytes a point, and copies on the way: 300 MiB of memory must be enough. A large JPEG is decoded at half its size.
MOST_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000, "PNG": 20_000_000, "WEBP": 10_000_000}
HALVED_ABOVE = 20_000_000
JPEG_QUALITY = 85


class Mime(StrEnum):
    """The kinds kept."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"


EXTENSIONS = {Mime.PDF: "pdf", Mime.JPEG: "jpg", Mime.PNG: "png"}
ACCEPT = "application/pdf,image/jpeg,image/png,image/webp"
"""For the `accept` of a file input: a help, not a check."""


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept: its true kind, and the bytes to keep (not always those received)."""

    mime: Mime
    content: bytes


def accept(content: bytes, *, limit: int | None = None) -> Accepted:
    """Judge a file by its content. Raises an UploadRefused whose sentence says what to do."""
    check_size(len(content), limit=limit)
    if not content:
        raise EmptyUpload
    if content.startswith(b"%PDF-"):
        pdf_inspection.inspect(content)
        return Accepted(mime=Mime.PDF, content=content)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return _redraw(content, limit=limit or settings.MAILLAGE_UPLOAD_MAX_BYTES)
    raise UnknownKind


def check_size(size: int, *, limit: int | None = None) -> None:
    """Raises TooBig, which says both sizes, beyond the limit of the settings (or the one given)."""
    most = limit or settings.MAILLAGE_UPLOAD_MAX_BYTES
    if size > most:
        raise TooBig(size=_mebibytes(size), limit=_mebibytes(most))


def _mebibytes(size: int) -> str:
    tenths = math.ceil(size * 10 / MEBIBYTE)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}"


def _redraw(content: bytes, *, limit: int) -> Accepted:
    """The same picture, decoded and written anew: turned upright, no wider than an A4 scan, without anything beside the points."""
    picture, kind = _open(content)
    try:
        still = ImageOps.exif_transpose(_flat(_small(picture)))
    except Exception as problem:  # a decoder fed by strangers may raise anything: none of it is ours to show
        raise Damaged from problem
    still.info.clear()
    if kind == "PNG":
        drawn = _write(still, "PNG")
        if len(drawn) <= limit:
            return Accepted(mime=Mime.PNG, content=drawn)
    return Accepted(mime=Mime.JPEG, content=_write(still, "JPEG", quality=JPEG_QUALITY))


def _open(content: bytes) -> tuple[Picture, str]:
    """Read the header only, and refuse a bomb or a film before a single point is decoded."""
    try:
        picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
        kind = picture.format or ""
        frames = getattr(picture, "n_frames", 1)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise TooManyPixels(width="?", height="?") from problem
    except Exception as problem:
        raise Damaged from problem
    width, height = picture.size
    if width * height > MOST_PIXELS.get(kind, 0):
        raise TooManyPixels(width=width, height=height)
    if frames > 1 and kind != "MPO":  # a phone adds a preview or a depth map to a photo: only the photo is kept
        raise Animated
    return picture, kind


def _small(picture: Picture) -> Picture:
    """Decoded, and no wider than an A4 scan, before any copy is made."""
    width, height = picture.size
    if width * height > HALVED_ABOVE:
        picture.draft(None, (width // 2, height // 2))  # a JPEG only: the other decoders do nothing
    picture.load()
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    elif picture.mode in ("P", "1"):  # shrinking needs shades
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((LONG_SIDE, LONG_SIDE))
    return picture


def _flat(picture: Picture) -> Picture:
    """In RGB on white, with the orientation still attached: transparency hides text."""
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        flat = Image.new("RGB", picture.size, "white")
        flat.paste(layered, mask=layered.getchannel("A"))
    else:
        flat = picture.convert("RGB")
    flat.info["exif"] = picture.getexif().tobytes()
    return flat


def _write(picture: Picture, kind: str, **options: int) -> bytes:
    drawn = io.BytesIO()
    picture.save(drawn, format=kind, **options)
    return drawn.getvalue()
