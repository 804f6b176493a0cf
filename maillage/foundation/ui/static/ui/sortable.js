// A list put in order by dragging its lines, with a mouse, a finger or a pen. Its buttons do the same without this script.
"use strict";

(() => {
  let dragged = null;
  const lines = (form) => [...form.querySelectorAll("[data-line]")];
  const order = (form) => lines(form).map((line) => line.dataset.line).join(",");

  const after = (form, y) => lines(form).find((line) => {
    const box = line.getBoundingClientRect();
    return line !== dragged && y < box.top + box.height / 2;
  });

  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest && event.target.closest("[data-sortable] [data-grip]");
    if (!grip || event.button !== 0) { return; }
    event.preventDefault();
    dragged = grip.closest("[data-line]");
    dragged.classList.add("mg-dragged");
    grip.setPointerCapture(event.pointerId);
  });

  document.addEventListener("pointermove", (event) => {
    if (!dragged) { return; }
    const list = dragged.parentElement;
    const next = after(dragged.closest("form"), event.clientY) || null;
    if (next !== dragged.nextElementSibling) { list.insertBefore(dragged, next); }
  });

  const drop = (save) => {
    if (!dragged) { return; }
    const form = dragged.closest("form");
    const field = form.querySelector("input[name=order]");
    dragged.classList.remove("mg-dragged");
    dragged = null;
    if (save && field.value !== order(form)) {
      field.value = order(form);
      form.requestSubmit();
    }
  };
  document.addEventListener("pointerup", () => drop(true));
  document.addEventListener("pointercancel", () => drop(false));
})();
