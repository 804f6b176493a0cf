"""The bytes: Tink's format both ways, nothing altered passes, nothing repeats, no length betrays."""

from __future__ import annotations

import base64
import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
import tink
from hypothesis import given
from hypothesis import strategies as st
from tink import aead, secret_key_access

import maillage
from maillage.foundation.vault import crypto

KEY, KEY_ID, AAD = bytes(range(32)), 0x0A0B0C0D, b"mg1|mg_people_person.pseudonym|row|organisation"
key_ids = st.integers(1, 2**32 - 1)


def _tink(key: bytes, key_id: int) -> Any:
    aead.register()
    value = b"\x1a\x20" + key  # google.crypto.tink.AesGcmKey: field 3, 32 bytes
    keyset = {
        "primaryKeyId": key_id,
        "key": [
            {
                "keyData": {
                    "typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey",
                    "value": base64.b64encode(value).decode(),
                    "keyMaterialType": "SYMMETRIC",
                },
                "status": "ENABLED",
                "keyId": key_id,
                "outputPrefixType": "TINK",
            }
        ],
    }
    return tink.json_proto_keyset_format.parse(json.dumps(keyset), secret_key_access.TOKEN).primitive(aead.Aead)


@given(plain=st.binary(max_size=300), key=st.binary(min_size=32, max_size=32), key_id=key_ids, aad=st.binary(max_size=80))
def test_tink_opens_what_we_seal(plain: bytes, key: bytes, key_id: int, aad: bytes) -> None:
    sealed = crypto.encrypt(plain, key=key, key_id=key_id, aad=aad)

    assert _tink(key, key_id).decrypt(sealed, aad) == plain


@given(plain=st.binary(max_size=300), key=st.binary(min_size=32, max_size=32), key_id=key_ids, aad=st.binary(max_size=80))
def test_we_open_what_tink_seals(plain: bytes, key: bytes, key_id: int, aad: bytes) -> None:
    sealed = _tink(key, key_id).encrypt(plain, aad)

    assert crypto.decrypt(sealed, key=key, key_id=key_id, aad=aad) == plain


def test_tink_refuses_our_bytes_under_another_column() -> None:
    sealed = crypto.encrypt(b"x", key=KEY, key_id=KEY_ID, aad=AAD)

    with pytest.raises(tink.TinkError):
        _tink(KEY, KEY_ID).decrypt(sealed, AAD.replace(b"pseudonym", b"safe_contact"))


@given(plain=st.binary(max_size=200), data=st.data())
def test_one_flipped_bit_anywhere_is_refused(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(crypto.encrypt(plain, key=KEY, key_id=KEY_ID, aad=AAD))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(crypto.NotAuthentic):
        crypto.decrypt(bytes(sealed), key=KEY, key_id=KEY_ID, aad=AAD)


@given(junk=st.binary(max_size=80))
def test_bytes_that_are_no_ciphertext_are_refused(junk: bytes) -> None:
    with pytest.raises(crypto.NotAuthentic):
        crypto.decrypt(junk, key=KEY, key_id=KEY_ID, aad=AAD)


def test_twenty_thousand_seals_never_repeat_a_nonce() -> None:
    sealed = [crypto.encrypt(b"", key=KEY, key_id=KEY_ID, aad=b"") for _ in range(20_000)]

    assert len({one[crypto.PREFIX_BYTES : crypto.PREFIX_BYTES + crypto.NONCE_BYTES] for one in sealed}) == 20_000


def test_two_seals_of_the_same_text_differ() -> None:
    assert crypto.encrypt(b"same", key=KEY, key_id=1, aad=AAD) != crypto.encrypt(b"same", key=KEY, key_id=1, aad=AAD)


@given(plain=st.binary(max_size=400))
def test_padding_is_undone_exactly(plain: bytes) -> None:
    assert crypto.unpad(crypto.pad(plain)) == plain


@given(length=st.integers(0, 400))
def test_a_padded_length_says_only_its_step_of_64(length: int) -> None:
    assert len(crypto.pad(bytes(length))) == (length // 64 + 1) * 64


@given(padded=st.binary(max_size=130).filter(lambda data: len(data) % 64 or not data.rstrip(b"\x00").endswith(b"\x80")))
def test_what_is_no_padding_is_refused(padded: bytes) -> None:
    with pytest.raises(crypto.NotAuthentic):
        crypto.unpad(padded)


def test_derivation_is_hkdf_sha256_of_rfc_5869_with_an_empty_salt() -> None:
    import hashlib
    import hmac

    extracted = hmac.new(bytes(32), KEY, hashlib.sha256).digest()
    expected = hmac.new(extracted, b"part|identity\x01", hashlib.sha256).digest()

    assert crypto.derive(KEY, info="part|identity") == expected


def test_the_associated_data_are_those_of_the_design() -> None:
    one, two = uuid.UUID(int=1), uuid.UUID(int=2)

    assert [
        crypto.field_aad(table="t", column="c", row=one, organisation=two),
        crypto.organisation_aad(organisation=two, version=3),
        crypto.subject_aad(organisation=two, subject=one, version=3),
    ] == [f"mg1|t.c|{one}|{two}".encode(), f"mgk|org|{two}|3".encode(), f"mgk|subject|{two}|{one}|3".encode()]


def test_only_the_vault_imports_cryptography() -> None:
    root = Path(maillage.__file__).parent
    asked = re.compile(r"^\s*(from|import)\s+(cryptography|nacl|tink)\b", re.MULTILINE)

    importers = {str(path.relative_to(root).parent) for path in root.rglob("*.py") if asked.search(path.read_text())}

    assert importers == {"foundation/vault"}
