// One more, one less, with a thumb. Without JavaScript the number is typed.
"use strict";

(() => {
  const bounded = (input, number) => {
    const least = Number(input.min || 0);
    const most = Number(input.max || 999);
    return Math.min(most, Math.max(least, number));
  };
  document.querySelectorAll("[data-step-of]").forEach((button) => {
    const input = document.getElementById(button.dataset.stepOf);
    if (!input) { return; }
    button.hidden = false;
    button.addEventListener("click", () => {
      input.value = String(bounded(input, Number(input.value || 0) + Number(button.dataset.step)));
    });
  });
  document.querySelectorAll("input[data-stepper]").forEach((input) => {
    input.addEventListener("focus", () => input.select());
  });
})();
