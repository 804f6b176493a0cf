// What makes pages quicker. Everything works without it.
"use strict";

(() => {
  const announce = (words) => {
    const place = document.getElementById("annonces");
    if (place) {
      place.textContent = "";
      window.setTimeout(() => { place.textContent = words; }, 50);
    }
  };

  // Quick exit: the page disappears first, then the session ends, then a neutral page takes its place in the history.
  const exitForm = document.querySelector("form[data-quick-exit]");
  const leave = () => {
    document.documentElement.hidden = true;
    document.title = "";
    const away = () => window.location.replace(exitForm.action);
    const patience = new AbortController();
    window.setTimeout(() => patience.abort(), 2500);
    fetch(exitForm.action, {
      method: "POST", body: new FormData(exitForm), credentials: "same-origin", redirect: "manual", keepalive: true, signal: patience.signal,
    }).then(away, away);
  };
  if (exitForm) {
    exitForm.addEventListener("submit", (event) => { event.preventDefault(); leave(); });
    let last = 0;
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") { last = 0; return; }
      if (event.timeStamp - last < 700 && last) { leave(); }
      last = event.timeStamp;
    });
  }

  // A page kept by the browser and shown again with the back button asks the server again.
  window.addEventListener("pageshow", (event) => { if (event.persisted) { window.location.reload(); } });

  // Double submission: harmless for the server (idempotency key); here the button says that it was heard.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-free")) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    const freed = () => { delete form.dataset.sent; form.removeAttribute("aria-busy"); };
    // A download leaves the page where it is: the form must live again.
    window.setTimeout(freed, 8000);
  });

  // A page made to be printed.
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // Errors at the top of a form receive the focus, so that they are read first.
  const errors = document.querySelector("[data-focus]");
  if (errors) { errors.focus(); }

  // Parts of pages answered by htmx: a refusal (4xx) shows its own sentence instead of nothing, and saving is said aloud.
  // A screen that lives ([data-live]): an answer that is not that screen (signed out, over for her) is shown as a whole page.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const live = event.detail.requestConfig && event.detail.requestConfig.elt && event.detail.requestConfig.elt.matches("[data-live]");
    if (live && event.detail.xhr.status !== 204 && event.detail.xhr.status < 500 && !event.detail.xhr.responseText.includes('id="direct"')) {
      event.detail.shouldSwap = false;
      window.location.reload();
      return;
    }
    if ([403, 404, 409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const words = event.detail.elt && event.detail.elt.getAttribute("data-saved");
    if (words && event.detail.successful) { announce(words); }
    if (event.detail.elt && event.detail.elt.matches("form[data-reset]") && event.detail.successful) { event.detail.elt.reset(); }
    const lost = event.detail.elt && event.detail.elt.matches("[data-live]") && document.querySelector("[data-live-lost]");
    if (lost) { lost.hidden = event.detail.xhr.status > 0 && event.detail.xhr.status < 500; }
  });
  document.addEventListener("mg:announce", (event) => announce(String(event.detail && event.detail.value || event.detail)));
})();
