// The code of a link stands after #, which no server sees: put in the form, and taken out of the address and of the history.
"use strict";

(() => {
  const field = document.getElementById("code");
  const code = window.location.hash.slice(1);
  if (!field || !/^\d{16}$/.test(code)) { return; }
  window.history.replaceState(null, "", window.location.pathname);
  field.value = code;
  field.form.submit();
})();
