// What scripts add to pages that work without them. Each part looks for its own marks in the page
// and does nothing where there are none.
import { watchDrafts } from "./drafts.js";
import { fillDates } from "./dates.js";
import { guardSubmits } from "./submits.js";
import { offerKeys } from "./keys.js";
import { offerTextTools } from "./text_tools.js";
import { checkFiles } from "./files.js";
import { narrowLists } from "./lists.js";

/** Everything that has to look at new markup, at the start and after a partial update. */
function prepare(part) {
  watchDrafts(part);
  fillDates(part);
  offerTextTools(part);
  checkFiles(part);
  narrowLists(part);
}

guardSubmits();
offerKeys();
prepare(document);
document.addEventListener("htmx:after:swap", () => prepare(document));
document.querySelector("[data-focus-first]")?.focus();
