// The queue of this phone: the protocol of maillage/core/sync.py, on what is kept in the browser.

import { addParcel, allParcels, inOne, readKept, writeKept } from "./store.js";

export const KEPT = 72 * 3600 * 1000;
export const BATCH = 20;
const SETTLED = new Set(["kept", "already", "conflict"]);

const oldestFirst = (one, other) => one.rank - other.rank;

export const pending = async () => (await allParcels()).sort(oldestFirst);

// Put a parcel at the end; the same one twice is there once.
export async function keep(parcel, now = Date.now()) {
  const there = await pending();
  if (there.some((each) => each.id === parcel.id)) { return; }
  const rank = there.reduce((last, each) => Math.max(last, each.rank), 0) + 1;
  await addParcel({ ...parcel, keptAt: now, rank, held: "" });
}

export const toSend = async () => (await pending()).filter((each) => !each.held).slice(0, BATCH);

// What the answers change: settled parcels leave, refused ones wait. True when this phone is revoked: the caller forgets everything.
export async function hear(receipts) {
  if (receipts.some((each) => each.why === "revoked")) { return true; }
  const there = new Map((await allParcels()).map((each) => [each.id, each]));
  await inOne("readwrite", (parcels) => {
    for (const receipt of receipts) {
      const parcel = there.get(receipt.id);
      if (!parcel) { continue; }
      if (SETTLED.has(receipt.outcome)) { parcels.delete(receipt.id); } else { parcels.put({ ...parcel, held: receipt.why || "refused" }); }
    }
  });
  return false;
}

// Opened again: what was refused is tried again, by whoever is signed in now.
export async function reopen() {
  const held = (await allParcels()).filter((each) => each.held);
  await inOne("readwrite", (parcels) => { held.forEach((each) => parcels.put({ ...each, held: "" })); });
}

// Forget what is 72 hours old and note its hour; a clock that went back begins the 72 hours again.
export async function expire(now = Date.now()) {
  const there = await allParcels();
  const gone = there.filter((each) => now - each.keptAt >= KEPT);
  const early = there.filter((each) => each.keptAt > now);
  if (!gone.length && !early.length) { return; }
  const lost = [...((await readKept("lost")) || []), ...gone.map((each) => each.keptAt)];
  await inOne("readwrite", (parcels, kept) => {
    gone.forEach((each) => parcels.delete(each.id));
    early.forEach((each) => parcels.put({ ...each, keptAt: now }));
    kept.put(lost, "lost");
  });
}

export const lost = async () => (await readKept("lost")) || [];
export const told = () => writeKept("lost", []);

// Send all that may be sent, batch after batch. `post` gets a batch and answers the receipts, or throws when the network or the session
// is gone: what was not answered stays. Answers "sent", "revoked", or the word that `post` threw.
export async function sendAll(post) {
  for (let batch = await toSend(); batch.length; batch = await toSend()) {
    let receipts;
    try {
      receipts = await post(batch.map(({ id, device, key, box }) => ({ id, device, key, box })));
    } catch (problem) {
      return problem.state || "offline";
    }
    const answered = new Set(receipts.map((each) => each.id));
    if (await hear(receipts)) { return "revoked"; }
    if (!batch.some((each) => answered.has(each.id))) { return "offline"; }
  }
  return "sent";
}
