// A form that saves itself while one types: form[data-autosave="url"]. Nothing is kept in the browser; without this script, a button saves.
// The server answers {key, version, words, warnings}: which draft the form feeds from now on, and what to say.
"use strict";

(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) { return; }
  const status = form.querySelector("[data-autosave-status]");
  const warnings = form.querySelector("[data-warnings]");
  const QUIET = 1000, LONGEST = 3000, AGAIN = 5000, KEPT_ALIVE = 60000;
  const NOT_TYPED = ["csrfmiddlewaretoken", "key", "draft_version", "version"];
  const tab = window.crypto && window.crypto.randomUUID ? window.crypto.randomUUID() : String(Date.now()) + String(Math.random()).slice(2, 12);

  const typed = () => JSON.stringify([...new FormData(form)].filter(([name]) => !NOT_TYPED.includes(name)));
  const empty = () => ![...form.querySelectorAll("textarea, input[type=text]")].some((each) => each.value.trim());
  const unborn = () => { const seen = form.elements.namedItem("draft_version"); return empty() && seen && seen.value === "0"; };
  let saved = typed(), since = 0, timer = 0, sending = false, failed = false, done = false;

  const stand = (state) => { if (status) { status.dataset.state = state; } };
  const say = (words, bad) => {
    if (!status) { return; }
    status.textContent = words;
    stand(bad ? "failed" : "saved");
    status.classList.toggle("mg-autosave-failed", Boolean(bad));
  };
  const warn = (sentences) => {
    if (!warnings) { return; }
    warnings.replaceChildren();
    if (!sentences.length) { return; }
    const box = document.createElement("div"), list = document.createElement("ul");
    box.className = "mg-notice mg-tone-wait";
    box.setAttribute("role", "status");
    for (const words of sentences) {
      const line = document.createElement("li");
      line.textContent = words;
      list.append(line);
    }
    box.append(list);
    warnings.append(box);
  };
  const later = (delay) => { window.clearTimeout(timer); timer = window.setTimeout(save, delay); };
  const set = (name, value) => { const input = form.elements.namedItem(name); if (input) { input.value = value; } };
  const missed = (words) => { failed = true; say(words || form.dataset.failed, true); later(AGAIN); };

  async function save() {
    if (done || sending || unborn() || (typed() === saved && !failed)) { return; }
    const now = typed(), data = new FormData(form);
    data.append("tab", tab);
    sending = true;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: data, credentials: "same-origin", redirect: "manual", keepalive: now.length < KEPT_ALIVE / 3,
      });
      const said = answer.headers.get("content-type") === "application/json" ? await answer.json() : {};
      if (!answer.ok) { missed(said.words); return; }
      if (said.done) { done = true; return; }
      set("key", said.key);
      set("draft_version", said.version);
      saved = now; failed = false; since = 0;
      say(said.words);
      warn(said.warnings || []);
      if (typed() !== saved) { changed(); }
    } catch {
      missed();
    } finally {
      sending = false;
    }
  }
  function changed() {
    if (done || typed() === saved) { return; }
    if (!failed) { stand("typing"); }
    const now = Date.now();
    since = since || now;
    later(Math.max(0, Math.min(QUIET, since + LONGEST - now)));
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", () => { if (!failed) { save(); } });
  form.addEventListener("submit", () => { done = true; window.clearTimeout(timer); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") { save(); } });
  window.addEventListener("pagehide", save);
  window.addEventListener("online", save);
  // Asked only when the last save failed; never on a quick exit, which hides the page first.
  window.addEventListener("beforeunload", (event) => {
    if (failed && !done && !document.documentElement.hidden) { event.preventDefault(); }
  });
})();
