// A lost session brings the draft back: in every form that takes words somebody types into all of
// them, the session ends, the form is sent. Signing in again leads to the form with every word where
// it was typed; whoever signs in at that browser in between sees none of them; sent again it is
// stored, and then no draft of it is left.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fillIn, formOn, rowsStored, submitButton, wordsOn, writeTown } from "./support/every_form.mjs";
import { enterPassword, launch, serve, signIn } from "./support/town.mjs";

let written, town;
before(async () => {
  written = writeTown();
  town = { ...await serve(written.copy()), browser: await launch(), password: written.list.password };
});
after(async () => {
  await town?.browser.close();
  await town?.end();
  written?.remove();
});

const typed = "電話をしながら\n途中まで書いた言葉";
const forms = () => written.list.forms.filter((form) => form.words.length > 0);

/** Signs out as the button does, in another tab of this browser or at another computer. */
async function endSession(page, { elsewhere }) {
  const browser = page.context().request;
  const home = await (await browser.get(`${town.address}/account/password`)).text();
  const marks = Object.fromEntries(["csrf_token", "form_token"].map((name) =>
    [name, home.match(new RegExp(`action="/sign-out"[^]*?name="${name}" value="([^"]*)"`))?.[1] ?? ""]));
  const kept = await page.context().cookies();
  const answer = await browser.post(`${town.address}/sign-out`, { form: marks, maxRedirects: 0 });
  assert.match(answer.headers().location, /^\/sign-in/);
  // At the other computer another copy of the cookie went; this browser keeps its own.
  if (elsewhere) await page.context().addCookies(kept);
}

async function send(page, form) {
  const button = await submitButton(page, form);
  await Promise.all([page.waitForEvent("domcontentloaded"), button.click({ noWaitAfter: true })]);
  await page.waitForLoadState("domcontentloaded");
}

/** One line in place of several, as a field of one line holds it. */
const inOneLine = (words) => words.replace(/\s+/g, "");
function expectWords(found, where) {
  for (const [name, words] of Object.entries(found)) {
    assert.equal(inOneLine(words ?? ""), inOneLine(typed), `${where}: ${name}`);
  }
}

async function the_session_ends_while_somebody_types(page, form, elsewhere) {
  await page.goto(town.address + form.page, { waitUntil: "domcontentloaded" });
  await fillIn(page, form, typed);
  await endSession(page, { elsewhere });
  await send(page, form);
  assert.equal(new URL(page.url()).pathname, "/sign-in", form.name);
  assert.match(await page.innerText("main"), /入力していた内容は下書きに残っています/, form.name);
}

async function a_colleague_at_this_browser_sees_nothing_of_it(page, form) {
  const other = await page.context().newPage();
  await other.goto(page.url(), { waitUntil: "domcontentloaded" });
  await enterPassword(other, form.colleague, town.password);
  assert.equal(other.url(), town.address + form.page, `${form.name}: the colleague may open the page`);
  assert.doesNotMatch(await other.content(), /途中まで書いた/, form.name);
  await endSession(other, { elsewhere: false });
  await other.close();
}

async function the_same_person_finds_every_word(page, form) {
  await enterPassword(page, form.writer, town.password);
  assert.equal(page.url(), town.address + form.page, form.name);
  expectWords(await wordsOn(page, form), form.name);
  assert.match(await formOn(page, form).innerText(), /下書きの続きです/, form.name);
}

async function and_what_is_sent_leaves_no_draft(page, form) {
  await fillIn(page, form, "");
  await fillIn(page, form);
  await send(page, form);
  const asks = formOn(page, form).locator('[name="confirmed"]');
  if (await asks.count() > 0) await send(page, form);
  assert.equal(await page.locator("#error-summary").count(), 0, `${form.name} is stored`);
  // Where the form still stands, it stands there empty.
  await page.goto(town.address + form.page, { waitUntil: "domcontentloaded" });
  assert.doesNotMatch(await page.content(), /下書きの続きです|途中まで書いた/, form.name);
}

/** The script saves while somebody types; a page that is left or a computer that fails loses nothing. */
async function typed_with_the_script(page, form) {
  await page.goto(town.address + form.page);
  const field = formOn(page, form).locator("textarea").first();
  await field.focus();
  await page.keyboard.type("打ちながら残る言葉");
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/drafts"));
  await page.keyboard.press("Tab");
  return (await saved).status();
}

test("with the script, also what was never sent, and never into another person's drafts", async () => {
  const wanted = ["inquiry", "new_plan", "assessment"];
  for (const form of forms().filter(({ name }) => wanted.includes(name))) {
    const page = await signIn(town, form.writer);
    assert.equal(await typed_with_the_script(page, form), 200, form.name);
    await endSession(page, { elsewhere: false });
    const other = await page.context().newPage();
    await other.goto(`${town.address}/sign-in`);
    await enterPassword(other, form.colleague, town.password);
    // The page of the first person is still open in its tab and goes on saving.
    const late = page.waitForResponse((answer) => answer.url().endsWith("/drafts"));
    await formOn(page, form).locator("textarea").first().fill("あとから足した言葉");
    await page.keyboard.press("Tab");
    assert.equal((await late).status(), 403, form.name);
    await other.goto(town.address + form.page);
    assert.doesNotMatch(await other.content(), /残る言葉|足した言葉|下書きの続きです/, form.name);
    await page.context().close();
    const back = await signIn(town, form.writer);
    await back.goto(town.address + form.page);
    assert.match(await back.content(), /あとから足した言葉/, form.name);
    await back.context().close();
  }
});

test("without a script, in every form that takes words", async () => {
  const pages = {};
  for (const [number, form] of forms().entries()) {
    assert.ok(form.keeps_draft, `${form.name} keeps a draft`);
    const page = pages[form.writer] ??= await signIn(town, form.writer, { javaScriptEnabled: false });
    const before = rowsStored(town.data);
    await the_session_ends_while_somebody_types(page, form, number % 2 === 0);
    await a_colleague_at_this_browser_sees_nothing_of_it(page, form);
    await the_same_person_finds_every_word(page, form);
    assert.deepEqual(rowsStored(town.data), before, `${form.name}: nothing is stored yet`);
    await and_what_is_sent_leaves_no_draft(page, form);
  }
  assert.ok(forms().length > 20, "these are the forms of the program");
  for (const page of Object.values(pages)) await page.context().close();
});
