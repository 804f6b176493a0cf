// What this phone keeps: sealed parcels, and a few values by name. Every write is durable before it is said to be done.

const NAME = "carnet";
let opening = null;

function open() {
  opening = opening || new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("parcels", { keyPath: "id" });
      asked.result.createObjectStore("kept");
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => { asked.result.close(); opening = null; };
      done(asked.result);
    };
    asked.onerror = () => fail(asked.error);
  });
  return opening;
}

// One transaction over both stores: all of it or nothing. `act` gets the two stores and answers a request, or nothing.
export async function inOne(mode, act) {
  const database = await open();
  return new Promise((done, fail) => {
    const whole = database.transaction(["parcels", "kept"], mode, { durability: "strict" });
    const asked = act(whole.objectStore("parcels"), whole.objectStore("kept"));
    whole.oncomplete = () => done(asked ? asked.result : undefined);
    whole.onerror = () => fail(whole.error);
    whole.onabort = () => fail(whole.error);
  });
}

export const allParcels = () => inOne("readonly", (parcels) => parcels.getAll());
export const addParcel = (parcel) => inOne("readwrite", (parcels) => parcels.put(parcel));
export const readKept = (name) => inOne("readonly", (_, kept) => kept.get(name));
export const writeKept = (name, value) => inOne("readwrite", (_, kept) => kept.put(value, name));
export const forgetKept = (...names) => inOne("readwrite", (_, kept) => { names.forEach((name) => kept.delete(name)); });

// Nothing is left, not even the base.
export async function wipe() {
  if (opening) { (await opening).close(); opening = null; }
  await new Promise((done) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = () => done();
  });
  for (const name of await caches.keys()) { await caches.delete(name); }
}
