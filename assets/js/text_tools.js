// The row above a long text: a button that writes the time, and 定型句 to insert.

export function offerTextTools(part) {
  for (const tools of part.querySelectorAll("[data-text-tools][hidden]")) {
    const field = document.getElementById(tools.dataset.textTools);
    if (!field) continue;
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      insert(field, "phrase" in button.dataset ? button.dataset.phrase : stamp(field));
    });
  }
}

/** 「14:05 」 at the beginning of a line of its own. */
function stamp(field) {
  const before = field.value.slice(0, field.selectionStart);
  const time = new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" });
  return `${before === "" || before.endsWith("\n") ? "" : "\n"}${time} `;
}

function insert(field, words) {
  field.focus();
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
