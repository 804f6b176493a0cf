"""A PDF is kept only when it is whole, not protected, and does nothing by itself.

No reader of ours executes a PDF; those of our users may. So: no script, no launched program, no hidden file, no active form.
"""

from __future__ import annotations

import io
import re
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from maillage.foundation.documents.errors import ActiveContent, Damaged, Encrypted

MOST_OBJECTS = 60_000
MOST_PACKED_BYTES = 12_000_000  # objects inside compressed streams, once unpacked: what a parser has to chew
LIMITS = pypdf.Configuration(
    zlib_maximum_output_length=4_000_000,
    lzw_maximum_output_length=4_000_000,
    run_length_maximum_output_length=4_000_000,
    brotli_maximum_output_length=4_000_000,
    stream_decoding_work_maximum_length=8_000_000,
    zlib_maximum_recovery_input_length=0,
    stream_filters_maximum_length=2,
    jbig2dec_binary=None,
)
MOST_DEPTH = 60
ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/XFA", "/RichMediaContent", "/RichMedia"})
ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound", "/RichMediaExecute"}
)
# Searched in the raw bytes too: an object that no table names any more is still there for another reader.
_HIDDEN = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm)(?=[\s/<>\[\]()%])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_END = re.compile(rb"%%EOF[\s\x00]*\Z")
_TAIL = 4096


def inspect(content: bytes) -> None:
    """Raises Damaged, Encrypted or ActiveContent. A file that passes has pages, ends where it says, and holds no action."""
    if not _END.search(content[-_TAIL:]) or b"PK\x05\x06" in content[-_TAIL:]:
        raise Damaged  # cut short, or another file follows
    if _HIDDEN.search(_unescape_names(content)):
        raise ActiveContent
    try:
        with pypdf.apply_configuration(LIMITS):
            _read(pypdf.PdfReader(io.BytesIO(content), strict=False))
    except (Damaged, Encrypted, ActiveContent):
        raise
    except Exception as problem:  # a parser fed by strangers may raise anything, RecursionError included
        raise Damaged from problem


def _unescape_names(content: bytes) -> bytes:
    """`/J#61vaScript` is `/JavaScript` to a reader."""
    return _ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), content)


def _read(reader: pypdf.PdfReader) -> None:
    """Every object that the tables name, each once: nothing is followed, so nothing can loop."""
    if reader.is_encrypted:
        raise Encrypted
    plain = [(number, generation) for generation, table in reader.xref.items() for number in table]
    packed = [(number, 0) for number in reader.xref_objStm]
    if len(plain) + len(packed) > MOST_OBJECTS:
        raise Damaged
    unpacked = 0
    for number, generation in plain:
        found = reader.get_object(IndirectObject(number, generation, reader))
        if isinstance(found, StreamObject) and found.get("/Type") == "/ObjStm":
            unpacked += len(found.get_data())
            if unpacked > MOST_PACKED_BYTES:
                raise Damaged
        _check(found, depth=0)
    for number, generation in packed:
        _check(reader.get_object(IndirectObject(number, generation, reader)), depth=0)
    _check(reader.trailer, depth=0)
    if not len(reader.pages):
        raise Damaged


def _check(value: Any, *, depth: int) -> None:
    if depth > MOST_DEPTH:
        raise Damaged
    if isinstance(value, DictionaryObject):
        if not ACTIVE_KEYS.isdisjoint(value) or dict.get(value, "/S") in ACTIVE_ACTIONS:
            raise ActiveContent
        for inner in dict.values(value):  # pypdf's own reading would follow references
            _check(inner, depth=depth + 1)
    elif isinstance(value, ArrayObject):
        for inner in list.__iter__(value):
            _check(inner, depth=depth + 1)
