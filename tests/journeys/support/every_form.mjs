// The town in which every form and every page of the program stands (tests/support/journey_town.hpp),
// and how a journey fills in any of its forms. The list of forms is complete: FormTable in
// tests/security fails when one has no line.

import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const tests = join(dirname(process.env.KASANE_PROGRAM ?? "build/kasane"), "kasane_tests");

/** Writes the town; `copy()` is a data folder of its own, the same to the last id. */
export function writeTown() {
  const folder = mkdtempSync(join(tmpdir(), "kasane-every-form-"));
  execFileSync(tests, ["--gtest_filter=JourneyTown.*"],
               { env: { ...process.env, KASANE_JOURNEY_TOWN: folder }, stdio: "pipe" });
  let copies = 0;
  return {
    list: JSON.parse(readFileSync(join(folder, "town.json"), "utf8")),
    copy() {
      const data = join(folder, `data-${++copies}`);
      cpSync(join(folder, "data"), data, { recursive: true });
      return data;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

// What is written besides records: who looked, who is signed in, what was typed.
const notes = new Set(["journal", "journal_heads", "sessions", "form_drafts", "used_form_tokens",
                       "similar_checks"]);

/** How many rows each table of records holds now. */
export function rowsStored(data) {
  const database = new DatabaseSync(join(data, "kasane.sqlite"), { readOnly: true });
  try {
    const tables = database.prepare("pragma table_list").all()
      .filter(({ schema, type, name }) => schema === "main" && type === "table" && !name.startsWith("sqlite_"))
      .map(({ name }) => name);
    return Object.fromEntries(tables.filter((name) => !notes.has(name)).map((name) =>
      [name, database.prepare(`select count(*) as rows from "${name}"`).get().rows]));
  } finally {
    database.close();
  }
}

/** The form of the list on its page. */
export const formOn = (page, form) =>
  page.locator(`form[method="post"][action="${form.action}"]`).first();

/** Opens what the form is folded into. */
export const unfold = (form) => form.evaluate((element) => {
  for (let part = element; part !== null; part = part.parentElement) {
    if (part.localName === "details") part.open = true;
  }
});

/** Fills the form in as the list says; `words` replaces what its text fields get: those of one line
 *  and those of several. */
export async function fillIn(page, form, words = null) {
  const typed = words === null || typeof words !== "string" ? words : { line: words, text: words };
  await unfold(formOn(page, form));
  await formOn(page, form).evaluate((element, { fields, texts, typed }) => {
    const values = new Map();
    for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
    if (typed !== null) {
      for (const name of texts) {
        const isLine = element.elements.namedItem(name)?.localName === "input";
        values.set(name, [isLine ? typed.line : typed.text]);
      }
    }
    for (const control of element.elements) {
      if (!values.has(control.name) || control.type === "file" || control.type === "submit") continue;
      const wanted = values.get(control.name);
      if (control.type === "radio" || control.type === "checkbox") {
        control.checked = wanted.includes(control.value);
      } else if (control.type !== "hidden") {
        control.value = wanted[0];
      }
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }, { fields: form.fields, texts: form.words, typed });
}

/** What stands in the text fields of the form. */
export const wordsOn = (page, form) =>
  formOn(page, form).evaluate((element, names) =>
    Object.fromEntries(names.map((name) => [name, element.elements.namedItem(name)?.value])),
  form.words);

/** The button somebody presses to send the form as the list says; not the one that throws a draft
 *  away, which stands in it and belongs to another. */
export async function submitButton(page, form) {
  const act = form.fields.find(([name]) => name === "act")?.[1];
  const buttons = formOn(page, form).locator('button[type="submit"]:not([form])');
  const wanted = formOn(page, form).locator(`button[type="submit"][value="${act}"]`);
  return (act !== undefined && await wanted.count() > 0 ? wanted : buttons).first();
}
