"""Files made for the tests: honest ones, and those that strangers send."""

from __future__ import annotations

import io
import struct
import zlib

import pypdf
from PIL import Image
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

CANARY = "CANARI-7f3a91"


def honest_pdf(*, pages: int = 1, filling: int = 0) -> bytes:
    """A PDF with a page of text, made heavier by `filling` bytes."""
    writer = pypdf.PdfWriter()
    for _page in range(pages):
        page = writer.add_blank_page(width=595, height=842)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 72 720 Td ({CANARY}) Tj ET %{'x' * filling}".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    return _written(writer)


def pdf_with(**catalogue: object) -> bytes:
    """A PDF whose catalogue carries more entries: `pdf_with(OpenAction=...)`."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=595, height=842)
    for name, value in catalogue.items():
        writer.root_object[NameObject(f"/{name}")] = value
    return _written(writer)


def action(kind: str, **more: str) -> DictionaryObject:
    """An action dictionary of a PDF."""
    found = DictionaryObject({NameObject("/S"): NameObject(kind)})
    for name, value in more.items():
        found[NameObject(f"/{name}")] = TextStringObject(value)
    return found


def names_tree(kind: str) -> DictionaryObject:
    """The `/Names` of a catalogue with one tree."""
    return DictionaryObject({NameObject(kind): DictionaryObject({NameObject("/Names"): ArrayObject()})})


def packed_pdf(catalogue: str) -> bytes:
    """A PDF whose catalogue is inside a compressed object stream: nothing of it can be read in the raw bytes."""
    objects = {1: catalogue, 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"}
    offsets, texts = [], ""
    for number, text in objects.items():
        offsets.append(f"{number} {len(texts)}")
        texts += text + " "
    head = " ".join(offsets) + " "
    packed = zlib.compress((head + texts).encode())
    out = b"%PDF-1.7\n"
    at_pack = len(out)
    out += f"4 0 obj << /Type /ObjStm /N 3 /First {len(head)} /Length {len(packed)} /Filter /FlateDecode >> stream\n".encode()
    out += packed + b"\nendstream endobj\n"
    at_table = len(out)
    entries = [(0, 0, 255), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, at_pack, 0), (1, at_table, 0)]
    table = b"".join(struct.pack(">BIB", *entry) for entry in entries)
    out += f"5 0 obj << /Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length {len(table)} >> stream\n".encode()
    return out + table + f"\nendstream endobj\nstartxref\n{at_table}\n%%EOF\n".encode()


def protected_pdf() -> bytes:
    """A PDF that asks a password."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.encrypt("secret", algorithm="RC4-128")
    return _written(writer)


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: object) -> bytes:
    """A still image."""
    drawn = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert(mode).save(drawn, format=kind, **options)
    return drawn.getvalue()


def photo_with_location() -> bytes:
    """A JPEG as a phone makes it: turned by a quarter, with a place, a maker and a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = CANARY
    exif.get_ifd(0x8825).update({1: "N", 2: (44.0, 50.0, 16.0), 3: "W", 4: (0.0, 34.0, 46.0)})
    return picture(exif=exif, comment=CANARY.encode())


def film(kind: str) -> bytes:
    """An animated PNG or WebP."""
    drawn = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(drawn, format=kind, save_all=True, append_images=frames[1:], duration=100)
    return drawn.getvalue()


def png_bomb(*, width: int = 50_000, height: int = 50_000) -> bytes:
    """A small PNG that says it is huge; its points compress to almost nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")


def _written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
