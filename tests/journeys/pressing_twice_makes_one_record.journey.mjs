// Double click on every submit makes one record: three towns that are the same to the last id. In
// the first every form is sent by one press, in the second by a double click, in the third, without
// JavaScript, by a press and another while the answer is on its way: there nothing but the one-time
// token at the server stands in between. After every form the three hold equally many rows.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fillIn, formOn, rowsStored, submitButton, writeTown } from "./support/every_form.mjs";
import { launch, serve, signIn } from "./support/town.mjs";

let written, browser;
const towns = {};
before(async () => {
  written = writeTown();
  browser = await launch();
  for (const [name, scripts] of [["once", true], ["twice", true], ["scriptless", false]]) {
    const served = await serve(written.copy());
    towns[name] = { ...served, browser, scripts, password: written.list.password, pages: {} };
  }
});
after(async () => {
  await browser?.close();
  for (const town of Object.values(towns)) await town.end();
  written?.remove();
});

/** The window of somebody, opened when it is needed first. */
async function windowOf(town, login) {
  town.pages[login] ??= await signIn(town, login, { javaScriptEnabled: town.scripts });
  return town.pages[login];
}

/** Where the button is: the second press goes there, whatever the page does meanwhile. */
async function placeOf(page, form) {
  const button = await submitButton(page, form);
  await page.waitForLoadState();
  // A confirmation can be answered only once it has stood there for a moment.
  await button.click({ trial: true });
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await button.boundingBox();
  return [x + width / 2, y + height / 2];
}

/** Presses while `answer` decides what becomes of the first form; returns how many were sent. */
async function pressWhile(page, answer, presses) {
  let sent = 0;
  const hold = async (route) => {
    const request = route.request();
    // Leaving the last field for the button saves the draft.
    const isForm = request.method() === "POST" && new URL(request.url()).pathname !== "/drafts";
    if (isForm && ++sent === 1) return answer(route);
    return route.continue();
  };
  await page.route("**/*", hold);
  await Promise.all([page.waitForEvent("domcontentloaded"), presses()]);
  await page.unroute("**/*", hold);
  return sent;
}

/** A double click, the form leaving when both presses are done: the script sends it once. */
async function pressTwice(page, form) {
  const place = await placeOf(page, form);
  let pressed;
  const bothPressed = new Promise((resolve) => (pressed = resolve));
  return pressWhile(page, async (route) => { await bothPressed; await route.continue(); },
                    () => page.mouse.click(...place, { clickCount: 2 }).then(pressed));
}

/** A press, and another while the answer is on its way, as one does when nothing happens. */
async function pressImpatiently(page, form) {
  const place = await placeOf(page, form);
  let arrived;
  const atTheServer = new Promise((resolve) => (arrived = resolve));
  // The answer to the first press is there and never reaches the page.
  return pressWhile(page, async (route) => { await route.fetch({ maxRedirects: 0 }); arrived(); },
                    async () => {
                      await page.mouse.click(...place);
                      await atTheServer;
                      await page.mouse.click(...place);
                    });
}

async function pressOnce(page, form) {
  const button = await submitButton(page, form);
  await Promise.all([page.waitForEvent("domcontentloaded"),
                     button.click({ noWaitAfter: true })]);
  return 1;
}

/** Fills the form in and sends it, with the page that asks once more where there is one. */
async function send(town, form, press) {
  const page = await windowOf(town, form.writer);
  await page.goto(town.address + form.page, { waitUntil: "domcontentloaded" });
  await fillIn(page, form);
  let sent = await press(page, form);
  const asks = formOn(page, form).locator('[name="confirmed"]');
  if (await asks.count() > 0) sent = await press(page, form);
  const shown = await page.evaluate(() => ({
    path: location.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}"),
    heading: document.querySelector("h1")?.textContent,
    mistakes: document.querySelector("#error-summary")?.textContent ?? "",
  }));
  return { sent, ...shown };
}

test("pressing twice makes one record", async () => {
  for (const form of written.list.forms) {
    const before = rowsStored(towns.once.data);
    const once = await send(towns.once, form, pressOnce);
    assert.equal(once.mistakes, "", `${form.name} is filled in right`);
    const rows = rowsStored(towns.once.data);
    const twice = await send(towns.twice, form, pressTwice);
    assert.equal(twice.sent, 1, `${form.name}: the script keeps the second press back`);
    assert.deepEqual(twice, once, `${form.name}: both lead to the same page`);
    assert.deepEqual(rowsStored(towns.twice.data), rows, `${form.name}: one record`);
    const scriptless = await send(towns.scriptless, form, pressImpatiently);
    assert.equal(scriptless.sent, 2, `${form.name}: nothing but the server is in the way`);
    // What is shown only once (a first password) went to the press whose answer nobody waited for.
    if (form.done === 303) assert.equal(scriptless.path, once.path, form.name);
    assert.deepEqual(rowsStored(towns.scriptless.data), rows, `${form.name}: one record`);
    if (process.env.KASANE_TALK) console.log(form.name, once, scriptless.sent,
      Object.entries(rows).filter(([t, n]) => before[t] !== n).map(([t, n]) => `${t}+${n - before[t]}`).join(" "));
  }
  for (const town of Object.values(towns)) town.verifyJournal();
});
