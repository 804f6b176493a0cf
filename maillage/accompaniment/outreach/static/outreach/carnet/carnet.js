// The notebook: opens without network, seals what is kept, sends it when the network returns. Without a code, it shows a count and hours.

import { fromBase64, sealTo, toBase64 } from "./boxes.js";
import { keyOf, lock, newSalt, unlock } from "./pin.js";
import * as queue from "./queue.js";
import { forgetKept, readKept, wipe, writeKept } from "./store.js";

const root = document.getElementById("carnet");
const urls = root.dataset;
const words = (name, facts = {}) => {
  const said = document.querySelector(`[data-word="${name}"]`).textContent;
  return Object.entries(facts).reduce((text, [key, value]) => text.replace(`{${key}}`, value), said);
};
const counted = (name, n) => words(`${name}.${n === 1 ? "one" : "many"}`, { n });
const hour = (instant) => new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit" }).format(instant);
const all = (selector) => Array.from(document.querySelectorAll(selector));
const encoder = new TextEncoder();
const WRONG_PINS = 5;
const AWAY = 60_000;

// In memory only, gone with the page or its lock.
let pinKey = null;
let settings = null;
let draftTimer = 0;

function show(name) {
  all("[data-view]").forEach((view) => { view.hidden = view.dataset.view !== name; });
  document.querySelector(`[data-view="${name}"] [data-first]`)?.focus();
}

function say(text) {
  const place = document.getElementById("dit");
  place.textContent = "";
  window.setTimeout(() => { place.textContent = text; }, 30);
}

// --- the queue, visible even when the notebook is locked ------------------------------------------------------------

async function drawQueue() {
  const [there, lost] = [await queue.pending(), await queue.lost()];
  document.getElementById("compte").textContent = there.length ? counted("queue", there.length) : words("queue.none");
  document.getElementById("attente").replaceChildren(...there.map((each) => {
    const line = document.createElement("li");
    line.textContent = words(each.held ? `held.${each.held}` : "queue.line", { hour: hour(each.keptAt) });
    return line;
  }));
  document.getElementById("envoyer").hidden = !there.length;
  const place = document.getElementById("perdu");
  place.hidden = !lost.length;
  place.querySelector("[data-lost]").textContent = lost.length ? `${counted("lost", lost.length)} ${lost.map(hour).join(", ")}` : "";
}

async function asked(path, options = {}) {
  const answer = await fetch(path, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...options });
  if (answer.type === "opaqueredirect") { throw Object.assign(new Error(), { state: "signed_out" }); }
  if (!answer.ok) { throw Object.assign(new Error(), { state: answer.status === 403 ? "denied" : "offline" }); }
  return answer.json();
}

const posted = (path, token, body) => asked(path, {
  method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: JSON.stringify(body),
});

async function readState() {
  const device = await readKept("device");
  return asked(device ? `${urls.state}?appareil=${device}` : urls.state);
}

// Ask the server where things stand, send what waits, keep the settings fresh. Never twice at once.
let busy = null;
function synchronise({ aloud = false } = {}) {
  busy = busy || once(aloud).finally(() => { busy = null; });
  return busy;
}

async function once(aloud) {
  let outcome = "offline";
  try {
    const state = await readState();
    if (state.device === "revoked") { return forgetAll("revoked"); }
    outcome = await queue.sendAll((parcels) => posted(urls.send, state.csrf, { parcels }).then((said) => said.receipts));
    if (outcome === "revoked") { return forgetAll("revoked"); }
    if (pinKey && state.settings) { await keepSettings(state); }
  } catch (problem) {
    outcome = problem.state || "offline";
  }
  document.getElementById("connexion").hidden = outcome !== "signed_out";
  document.getElementById("etat").textContent = words(`state.${outcome}`);
  if (aloud) { say(words(`state.${outcome}`)); }
  await drawQueue();
  return outcome;
}

async function forgetAll(why) {
  const count = (await queue.pending()).length;
  pinKey = settings = null;
  await wipe();
  show("entrer");
  say(`${words(`wiped.${why}`)} ${count ? counted("wiped", count) : ""}`);
  document.getElementById("etat").textContent = words(`wiped.${why}`);
  await drawQueue();
  return "wiped";
}

// --- enrolling, opening, closing ------------------------------------------------------------------------------------

async function keepSettings(state) {
  settings = { ...state.settings, drift: Date.parse(state.now) - Date.now() };
  await writeKept("settings", await lock(pinKey, "settings", settings));
  drawSettings();
}

async function enrol(form) {
  const pin = form.elements.pin.value;
  if (!/^\d{6}$/.test(pin) || pin !== form.elements.again.value) { say(words("pin.mismatch")); return; }
  let state;
  try {
    state = await asked(urls.state);
    const list = form.elements.organisation;
    if (state.houses.length > 1 && !list.value) {
      list.replaceChildren(...state.houses.map((each) => Object.assign(document.createElement("option"), { value: each.id, textContent: each.name })));
      list.closest("[data-field]").hidden = false;
      say(words("house"));
      return;
    }
    const made = await posted(urls.enrol, state.csrf, { organisation: form.elements.organisation.value });
    await writeKept("device", made.device);
    state = await readState();
  } catch (problem) {
    document.getElementById("connexion").hidden = problem.state !== "signed_out";
    say(words(`state.${problem.state || "offline"}`));
    return;
  }
  const salt = newSalt();
  pinKey = await keyOf(pin, salt);
  form.reset();
  await writeKept("salt", salt);
  await writeKept("wrong", 0);
  await keepSettings(state);
  show("accueil");
  await synchronise();
}

async function openWith(form) {
  const pin = form.elements.pin.value;
  form.reset();
  // Counted before it is tried: closing the page in between gives no try back.
  const wrong = ((await readKept("wrong")) || 0) + 1;
  await writeKept("wrong", wrong);
  const key = await keyOf(pin, await readKept("salt"));
  const opened = await unlock(key, "settings", await readKept("settings"));
  if (!opened) {
    if (wrong >= WRONG_PINS) {
      // The sealed parcels say nothing to anybody: they stay, to be sent by their author.
      await forgetKept("settings", "salt", "draft", "wrong", "device");
      show("entrer");
      say(words("pin.over"));
      document.getElementById("etat").textContent = words("pin.over");
      return;
    }
    say(counted("pin.wrong", WRONG_PINS - wrong));
    document.getElementById("essais").textContent = counted("pin.wrong", WRONG_PINS - wrong);
    return;
  }
  await writeKept("wrong", 0);
  document.getElementById("essais").textContent = "";
  pinKey = key;
  settings = opened;
  drawSettings();
  show("accueil");
  await restoreDraft();
  await synchronise();
}

function close() {
  pinKey = settings = null;
  all("form[data-kind]").forEach((form) => form.reset());
  all("select[data-zones], select[data-rounds]").forEach((list) => list.replaceChildren());
  show("ouvrir");
}

// --- what is captured -----------------------------------------------------------------------------------------------

const houseTime = () => new Date(Date.now() + (settings?.drift || 0));
const two = (number) => String(number).padStart(2, "0");
const dayOf = (instant) => `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;

function drawSettings() {
  const option = (value, label) => Object.assign(document.createElement("option"), { value, textContent: label });
  all("select[data-zones]").forEach((list) => {
    const chosen = list.value;
    list.replaceChildren(option("", words("choose")), ...settings.zones.map((zone) => option(zone.id, zone.name)));
    list.value = chosen;
  });
  all("select[data-rounds]").forEach((list) => {
    const chosen = list.value;
    list.replaceChildren(option("", words("round.new")), ...settings.rounds.map((each) => option(each.id, each.name)));
    list.value = chosen;
    list.closest("[data-field]").hidden = !settings.rounds.length;
  });
}

function begin(kind) {
  const form = document.querySelector(`form[data-kind="${kind}"]`);
  if (!form.dataset.about) { form.dataset.about = crypto.randomUUID(); }
  const now = houseTime();
  for (const field of form.querySelectorAll("input[type=date]")) { field.value = field.value || dayOf(now); field.max = dayOf(now); }
  const starts = form.elements.starts;
  if (starts && !starts.value) { starts.value = `${two(now.getHours())}:${two(now.getMinutes())}`; }
  say("");
  show(kind);
}

function read(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || field.dataset.words !== undefined || field.name === "about" || field.name === "minor") { continue; }
    if (field.type === "checkbox") {
      values[field.name] = values[field.name] || [];
      if (field.checked) { values[field.name].push(field.value); }
    } else if (field.type === "radio") {
      if (field.checked) { values[field.name] = field.value; }
    } else if (field.type === "number") {
      const number = field.value === "" ? null : Math.max(0, Math.round(Number(field.value)));
      const [name, key] = field.name.split(".");
      if (key) { values[name] = values[name] || {}; if (number) { values[name][key] = number; } } else { values[name] = number; }
    } else { values[field.name] = field.value; }
  }
  return values;
}

async function keep(form) {
  if (!form.reportValidity()) { return; }
  const said = (name) => form.elements[name]?.value.trim() || "";
  const minor = Boolean(form.elements.minor?.checked);
  const content = {
    kind: form.dataset.kind, about: said("about") || (form.dataset.kind === "round" ? form.dataset.about : null), values: read(form),
    words: said("words"), minor, minor_words: minor ? said("minor_words") : "",
  };
  const id = crypto.randomUUID();
  const device = await readKept("device");
  const bound = encoder.encode(`capture|${id}|${device}`);
  const box = await sealTo(fromBase64(settings.key.public), encoder.encode(JSON.stringify(content)), bound);
  await queue.keep({ id, device, key: settings.key.number, box: toBase64(box) });
  form.reset();
  delete form.dataset.about;
  window.clearTimeout(draftTimer);
  await forgetKept("draft");
  show("accueil");
  say(words("kept"));
  await drawQueue();
  synchronise();
}

// Counts and choices of the sheet under way, under the code; never a word.
function saveDraft(form) {
  window.clearTimeout(draftTimer);
  draftTimer = window.setTimeout(async () => {
    if (!pinKey) { return; }
    const kept = (each) => each.name && each.dataset.words === undefined && each.dataset.free === undefined;
    const checked = Array.from(form.elements, (each, rank) => [rank, each]).filter(([, each]) => kept(each));
    const fields = checked.map(([rank, each]) => [rank, ["checkbox", "radio"].includes(each.type) ? each.checked : each.value]);
    await writeKept("draft", await lock(pinKey, "draft", { kind: form.dataset.kind, about: form.dataset.about, fields }));
  }, 250);
}

async function restoreDraft() {
  const locked = await readKept("draft");
  const draft = locked && await unlock(pinKey, "draft", locked);
  if (!draft) { return; }
  const form = document.querySelector(`form[data-kind="${draft.kind}"]`);
  form.dataset.about = draft.about;
  for (const [rank, value] of draft.fields) {
    const field = form.elements[rank];
    if (["checkbox", "radio"].includes(field.type)) { field.checked = value; } else { field.value = value; }
  }
  show(draft.kind);
  say(words("draft"));
}

// --- what people touch ----------------------------------------------------------------------------------------------

const acts = {
  note: () => begin("note"), observation: () => begin("observation"), round: () => begin("round"),
  back: () => show("accueil"),
  lock: close,
  send: () => synchronise({ aloud: true }),
  told: async () => { await queue.told(); await drawQueue(); },
  wipe: async () => {
    const count = (await queue.pending()).length;
    if (window.confirm(count ? counted("wipe.ask", count) : words("wipe.ask.none"))) { await forgetAll("asked"); }
  },
};

document.addEventListener("click", (event) => {
  const act = event.target.closest("[data-act]");
  if (act) { event.preventDefault(); acts[act.dataset.act](); }
  const step = event.target.closest("[data-step]");
  if (step) {
    const field = document.getElementById(step.getAttribute("aria-controls"));
    field.value = Math.max(Number(field.min), Math.min(Number(field.max), Number(field.value || 0) + Number(step.dataset.step)));
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.id === "inscrire") { enrol(form); } else if (form.id === "deverrouiller") { openWith(form); } else if (form.dataset.kind) { keep(form); }
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-kind]");
  if (form) { saveDraft(form); }
  const planned = event.target.name === "about" && settings?.rounds.find((each) => each.id === event.target.value);
  if (planned) {
    form.elements.zone.value = planned.zone;
    form.elements.day.value = planned.day;
  }
  if (event.target.name === "minor") { document.getElementById("mineure").hidden = !event.target.checked; }
});

let awayTimer = 0;
document.addEventListener("visibilitychange", () => {
  window.clearTimeout(awayTimer);
  if (document.hidden && pinKey) { awayTimer = window.setTimeout(close, AWAY); }
});
window.addEventListener("online", () => synchronise());
window.addEventListener("pageshow", (event) => { if (event.persisted) { window.location.reload(); } });

async function start() {
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(urls.service, { scope: urls.scope }).catch(() => {});
  }
  navigator.storage?.persist?.();
  const enrolled = Boolean(await readKept("salt"));
  show(enrolled ? "ouvrir" : "entrer");
  await queue.reopen();
  await drawQueue();
  await synchronise();
  await queue.expire();
  await drawQueue();
  root.dataset.ready = "1";
}

start();
