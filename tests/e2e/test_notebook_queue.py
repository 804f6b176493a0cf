"""The scripts of the notebook alone, in a real browser: boxes that the vault opens, and a queue that follows the protocol of core.

The house is a few lines of HTTP around `core.sync.Inbox`, which drops, doubles and loses answers as a seed says.
"""

from __future__ import annotations

import base64
import json
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from maillage.core.sync import Device, Inbox
from maillage.foundation.vault import new_pair, open_box
from maillage.foundation.vault.crypto import STEP, unpad

pytestmark = pytest.mark.browser
SCRIPTS = Path(__file__).resolve().parents[2] / "maillage/accompaniment/outreach/static/outreach/carnet"
ME, PHONE = uuid.uuid4(), uuid.uuid4()
HOUR = 3_600_000


@dataclass
class Faulty:
    """A house behind a bad network."""

    rng: random.Random = field(default_factory=lambda: random.Random(0))
    failing: bool = False
    inbox: Inbox = field(default_factory=lambda: Inbox(devices={PHONE: Device(ME)}))
    arrived: list[uuid.UUID] = field(default_factory=list)

    def receive(self, parcels: list[Any]) -> list[dict[str, str]]:
        said = []
        for each in parcels:
            pk, box = uuid.UUID(each["id"]), base64.b64decode(each["box"])
            digest = sha256(box).digest()
            receipt = self.inbox.receive(
                sender=ME, device=uuid.UUID(each["device"]), parcel_id=pk, digest=digest, about=pk, facts={"box": each["box"]}
            )
            said.append({"id": each["id"], "outcome": receipt.outcome.value, "why": receipt.why.value if receipt.why else ""})
        return said


def _handler(house: Faulty) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = SCRIPTS / Path(self.path).name
            known = path.suffix == ".js" and path.exists()
            kind, body = ("text/javascript", path.read_bytes()) if known else ("text/html", b"<!doctype html><title>-</title>")
            self._say(body, kind=kind)

        def do_POST(self) -> None:
            parcels = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["parcels"]
            fate = house.rng.random() if house.failing else 1.0
            if fate < 0.25:
                return self._say(b"", status=503)  # lost on the way
            said = house.receive(parcels)
            if fate < 0.5:
                return self._say(b"", status=503)  # done, and the answer is lost
            if fate < 0.65:
                said = house.receive(list(reversed(parcels)))  # arrived twice, the second time backwards
            if fate < 0.8:
                said = [each for each in said if house.rng.random() < 0.5]
            return self._say(json.dumps({"receipts": said}).encode(), kind="application/json")

        def _say(self, body: bytes, *, kind: str = "text/plain", status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


@pytest.fixture
def house() -> Faulty:
    return Faulty()


@pytest.fixture
def page(chromium: Browser, house: Faulty) -> Iterator[Page]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(house))
    Thread(target=server.serve_forever, daemon=True).start()
    context = chromium.new_context(base_url=f"http://127.0.0.1:{server.server_port}")
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()
    server.shutdown()
    server.server_close()


POST = """const post = async (parcels) => {
  const answer = await fetch("/envoi/", {method: "POST", body: JSON.stringify({parcels})});
  if (!answer.ok) { throw new Error("lost"); }
  return (await answer.json()).receipts;
};"""


def run(page: Page, script: str, argument: Any = None) -> Any:
    """Run a script that has `queue` at hand."""
    return page.evaluate("async (given) => { const queue = await import('/queue.js'); " + POST + script + " }", argument)


def keep(page: Page, count: int, *, now: int = 0) -> list[str]:
    """Keep so many parcels; their ids."""
    ids = [str(uuid.uuid4()) for _ in range(count)]
    parcels = [{"id": each, "device": str(PHONE), "key": 1, "box": base64.b64encode(each.encode()).decode()} for each in ids]
    run(page, "for (const each of given.parcels) { await queue.keep(each, given.now || Date.now()); }", {"parcels": parcels, "now": now})
    return ids


def pending(page: Page) -> list[str]:
    return [str(each["id"]) for each in run(page, "return queue.pending();")]


@pytest.mark.parametrize("size", [0, 1, STEP - 1, STEP, 3000])
def test_what_the_page_seals_the_vault_opens(page: Page, size: int) -> None:
    pair, words = new_pair(), "é" * (size // 2) + "x" * (size % 2)
    script = """async ([key, words]) => {
      const { fromBase64, sealTo, toBase64 } = await import('/boxes.js');
      const encoder = new TextEncoder();
      return toBase64(await sealTo(fromBase64(key), encoder.encode(words), encoder.encode("capture|1|2")));
    }"""

    box = base64.b64decode(page.evaluate(script, [base64.b64encode(pair.public).decode(), words]))

    assert unpad(open_box(pair.private, box, bound=b"capture|1|2")).decode() == words
    assert (len(box) - 94) % STEP == 0


def test_a_parcel_kept_twice_is_there_once(page: Page) -> None:
    run(page, "const each = {id: 'a', device: 'b', key: 1, box: ''}; await queue.keep(each); await queue.keep(each);")

    assert pending(page) == ["a"]


def test_parcels_leave_oldest_first_by_twenty(page: Page) -> None:
    ids = keep(page, 23)

    assert [each["id"] for each in run(page, "return queue.toSend();")] == ids[:20]


def test_what_is_refused_waits_for_the_next_opening(page: Page, house: Faulty) -> None:
    house.inbox.devices[PHONE] = Device(uuid.uuid4())
    ids = keep(page, 2)

    outcome = run(page, "return queue.sendAll(post);")

    assert outcome == "sent"
    assert pending(page) == ids
    assert run(page, "return queue.toSend();") == []
    assert len(run(page, "await queue.reopen(); return queue.toSend();")) == 2


def test_a_revoked_phone_is_told(page: Page, house: Faulty) -> None:
    house.inbox.devices[PHONE] = Device(ME, revoked=True)
    keep(page, 1)

    assert run(page, "return queue.sendAll(post);") == "revoked"


def test_after_72_hours_a_parcel_goes_and_its_hour_is_said(page: Page) -> None:
    keep(page, 1, now=HOUR)
    keep(page, 1, now=2 * HOUR)

    run(page, "await queue.expire(73 * 3600000);")

    assert len(pending(page)) == 1
    assert run(page, "return queue.lost();") == [HOUR]
    assert run(page, "await queue.told(); return queue.lost();") == []


def test_a_clock_that_went_back_begins_the_72_hours_again(page: Page) -> None:
    keep(page, 1, now=1000 * HOUR)

    run(page, "await queue.expire(3600000); await queue.expire(72 * 3600000);")
    assert len(pending(page)) == 1
    run(page, "await queue.expire(73 * 3600000);")
    assert pending(page) == []


@pytest.mark.parametrize("seed", range(5))
def test_on_a_bad_network_everything_arrives_once(page: Page, house: Faulty, seed: int) -> None:
    house.rng, house.failing, ids = random.Random(seed), True, []
    for _ in range(6):
        ids += keep(page, house.rng.randrange(1, 8))
        run(page, "await queue.sendAll(post);")
        if house.rng.random() < 0.5:
            page.reload()
            run(page, "await queue.reopen();")
    house.failing = False

    run(page, "await queue.reopen(); await queue.sendAll(post);")

    assert pending(page) == []
    assert sorted(house.inbox.placed) == sorted(uuid.UUID(each) for each in ids)
    assert house.inbox.beside == {}


def test_a_code_opens_what_it_locked_and_another_code_does_not(page: Page) -> None:
    script = """async () => {
      const { keyOf, lock, newSalt, unlock } = await import('/pin.js');
      const salt = newSalt();
      const key = await keyOf("123456", salt);
      const locked = await lock(key, "draft", {kits: 3});
      const other = await keyOf("123457", salt);
      return [await unlock(key, "draft", locked), await unlock(other, "draft", locked), await unlock(key, "settings", locked)];
    }"""

    assert page.evaluate(script) == [{"kits": 3}, None, None]
