// Pressing twice: the second press is not sent. The one-time token at the server is what really
// prevents two records; this only spares the wait.

export function guardSubmits() {
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    // Not `disabled`: a disabled button loses the focus and its own name and value.
    for (const button of form.querySelectorAll("button[type=submit]")) {
      button.setAttribute("aria-disabled", "true");
    }
  });
  // A page brought back by 「戻る」 can be sent again.
  window.addEventListener("pageshow", (shown) => {
    if (!shown.persisted) return;
    for (const form of document.forms) {
      sent.delete(form);
      for (const button of form.querySelectorAll("button[aria-disabled]")) {
        button.removeAttribute("aria-disabled");
      }
    }
  });
}
