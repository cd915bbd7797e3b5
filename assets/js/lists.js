// A field above a long list of choices: what is typed there narrows the list. Ticked choices stay
// in sight, so that nothing is sent unseen.

export function narrowLists(part) {
  for (const box of part.querySelectorAll("[data-narrow-list][hidden]")) {
    box.hidden = false;
    const list = box.parentElement;
    const field = box.querySelector("input");
    const found = box.querySelector("[role=status]");
    field.addEventListener("input", () => {
      const words = folded(field.value);
      let count = 0;
      for (const choice of list.querySelectorAll(".k-choice")) {
        const fits = folded(choice.textContent).includes(words);
        count += fits ? 1 : 0;
        choice.hidden = !fits && !choice.querySelector("input").checked;
      }
      for (const group of list.querySelectorAll(".k-choices-group")) {
        group.hidden = !group.querySelector(".k-choice:not([hidden])");
      }
      found.textContent = words === "" ? "" : `${count}件`;
    });
    // It has no name and is not part of the form: Enter must not send the form.
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }
}

/** ひらがな and カタカナ, wide and narrow letters are the same. */
function folded(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\u30a1-\u30f6]/g, (letter) =>
    String.fromCodePoint(letter.codePointAt(0) - 0x60));
}
