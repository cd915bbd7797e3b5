// `/` searches, `n` opens 「新しく記録」, `?` lists the keys. Never while something is typed.

export function offerKeys() {
  const dialog = document.getElementById("keys");
  for (const button of document.querySelectorAll("[data-open-keys]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialog?.showModal());
  }
  const keys = {
    "/": () => focusSearch(),
    n: () => openNewRecord(),
    "?": () => dialog?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return closeMenus();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (dialog?.open || isTyping(event.target)) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

function isTyping(element) {
  return element instanceof Element && element.closest("input, select, textarea, [contenteditable]");
}

function focusSearch() {
  const box = document.getElementById("search");
  box?.focus();
  box?.select();
}

function openNewRecord() {
  const menu = document.getElementById("new-record");
  if (!menu) return;
  menu.open = true;
  menu.querySelector("a")?.focus();
}

function openMenus() {
  return document.querySelectorAll("details.k-drop[open]");
}

function closeMenus() {
  for (const menu of openMenus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
}
