// axe-core finds nothing on any page of the program, at the desk's width and on a telephone, and
// nothing is wider than the screen: every GET route as its readers see it, every form as it comes back
// with mistakes, every refusal. The lists are those of guarded_routes.hpp and
// guarded_forms.hpp: a new page or form without a line fails RouteTable or FormTable.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { fillIn, formOn, submitButton, unfold, writeTown } from "./support/every_form.mjs";
import { Look, enterPassword, launch, serve, signIn } from "./support/town.mjs";

let written, town;
const windows = {};
before(async () => {
  written = writeTown();
  town = { ...await serve(written.copy()), browser: await launch(), password: written.list.password };
});
after(async () => {
  await town?.browser.close();
  await town?.end();
  written?.remove();
});

const windowOf = async (login) => (windows[login] ??= await signIn(town, login));

async function send(page, form) {
  const button = await submitButton(page, form);
  const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
  await Promise.all([page.waitForEvent("load"), button.click({ noWaitAfter: true })]);
  return (await answered).status();
}

// What a browser does not show as a page.
const notPages = new Set(["/assets/{file}", "/inquiries/{inquiry}/attachments/{attachment}",
                          "/cases/{case}/consents/{consent}/evidence/{evidence}"]);
// It needs a sign-in that is half done: see the test of passwords and codes.
const elsewhere = new Set(["/sign-in/code"]);

test("every page, as its readers see it", async () => {
  const look = new Look();
  for (const { pattern, address, readers } of written.list.pages) {
    if (notPages.has(pattern) || elsewhere.has(pattern)) continue;
    // 今日 is another page for each role; the others differ in what they let their reader do.
    const chosen = pattern === "/" ? readers
      : [readers.find((login) => login === "reader-coordinator") ?? readers[0]];
    for (const login of chosen) {
      const page = login === undefined ? await (await town.browser.newContext({ bypassCSP: true })).newPage()
                                       : await windowOf(login);
      const answer = await page.goto(town.address + address);
      if (answer.status() !== 200) look.say(pattern, `answered ${answer.status()}`);
      await look.at(page, `${pattern} (${login ?? "nobody"})`);
    }
  }
  look.done();
});

test("every form at its stage, with a mistake in every field", async () => {
  const look = new Look();
  for (const form of written.list.forms) {
    const page = await windowOf(form.writer);
    await page.goto(town.address + form.page);
    await fillIn(page, form, { line: "x".repeat(2_001), text: "x".repeat(10_001) });
    // With a mark that is used up nothing is stored, whatever else the form holds.
    await formOn(page, form).evaluate((element, dates) => {
      element.elements.namedItem("form_token").value = "used up";
      for (const name of dates) {
        element.elements.namedItem(`${name}_year`).value = "0";
        element.elements.namedItem(`${name}_day`).value = "31";
      }
    }, form.dates);
    const status = await send(page, form);
    if (status !== 422) look.say(form.name, `answered ${status} to mistakes`);
    const told = await page.locator("#error-summary, .k-refusal, .k-notice[data-kind=error]").count();
    if (told === 0) look.say(form.name, "does not say what is wrong");
    await look.at(page, `${form.name} with mistakes`);
  }
  look.done();
});

test("what a form shows once more or only once", async () => {
  const look = new Look();
  for (const form of written.list.forms) {
    const asks = form.fields.some(([name]) => name === "confirmed");
    if (!asks && form.done !== 200) continue;
    const page = await windowOf(form.writer);
    await page.goto(town.address + form.page);
    await fillIn(page, form);
    assert.equal(await send(page, form), 200, form.name);
    await look.at(page, `${form.name}, sent`);
  }
  look.done();
});

/** The code an authenticator app shows for the secret now (RFC 6238). */
function codeOf(secret, periodsAhead = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/[\s=]/g, "")].map((letter) =>
    letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + periodsAhead));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** A form that is in no list because it is never shown again with what was typed. */
async function sendSecret(page, action, fields) {
  const form = formOn(page, { action });
  await unfold(form);
  for (const [name, value] of Object.entries(fields)) await form.locator(`[name=${name}]`).fill(value);
  await Promise.all([page.waitForEvent("load"),
                     form.locator("button[type=submit]").first().click({ noWaitAfter: true })]);
}

test("passwords and codes, with and without mistakes", async () => {
  const look = new Look();
  const seen = new Set(["/sign-out", "/drafts"]);  // a button of every page; no page
  const at = async (page, action, where) => { seen.add(action); await look.at(page, `${action} ${where}`); };
  const guest = await (await town.browser.newContext({ bypassCSP: true })).newPage();
  await guest.goto(`${town.address}/sign-in`);
  await sendSecret(guest, "/sign-in", { login: "reader-supervisor", password: "wrong" });
  await at(guest, "/sign-in", "with a wrong password");

  const page = await windowOf("reader-supervisor");
  await page.goto(`${town.address}/account/password`);
  await sendSecret(page, "/account/password",
                   { current_password: "wrong", new_password: "short", repeated_password: "other" });
  await at(page, "/account/password", "with mistakes");

  const own = "/account/second-factor";
  await page.goto(town.address + own);
  await sendSecret(page, `${own}/begin`, {});
  await look.at(page, "the code to read with a telephone");
  const secret = await page.innerText("main kbd");
  await sendSecret(page, `${own}/confirm`, { code: "000000" });
  await at(page, `${own}/confirm`, "with a wrong code");
  await sendSecret(page, `${own}/confirm`, { code: codeOf(secret) });
  await look.at(page, "the recovery codes");
  await page.goto(town.address + own);
  await look.at(page, "a second factor that is there");
  for (const [below, field] of [["recovery-codes", "renew_code"], ["remove", "remove_code"]]) {
    await page.goto(town.address + own);
    await sendSecret(page, `${own}/${below}`, { [field]: "000000" });
    await at(page, `${own}/${below}`, "with a wrong code");
  }
  await guest.goto(`${town.address}/sign-in`);
  await sendSecret(guest, "/sign-in", { login: "reader-supervisor", password: town.password });
  assert.equal(new URL(guest.url()).pathname, "/sign-in/code");
  await look.at(guest, "/sign-in/code");
  await sendSecret(guest, "/sign-in/code", { code: "000000" });
  await at(guest, "/sign-in/code", "with a wrong code");

  const manager = await windowOf("manager");
  await manager.goto(`${town.address}/settings/accounts`);
  await Promise.all([manager.waitForURL("**/settings/accounts/*"),
                     manager.click('main a:has-text("読み手 supervisor")')]);
  const reset = `${new URL(manager.url()).pathname}/second-factor`;
  await look.at(manager, "an account with a second factor");
  await sendSecret(manager, reset, {});
  await at(manager, "/settings/accounts/{account}/second-factor", "taken away");

  const known = new Set([...seen, ...written.list.forms.map(({ pattern }) => pattern)]);
  assert.deepEqual(written.list.posts.filter((pattern) => !known.has(pattern)), [],
                   "every form of the program was looked at");
  look.done();
});

test("refusals", async () => {
  const look = new Look();
  const page = await windowOf("worker");
  const refused = async (address, status) => {
    const answer = await page.goto(town.address + address);
    if (answer.status() !== status) look.say(address, `answered ${answer.status()}`);
    await look.at(page, `${status} on ${address}`);
  };
  await refused("/settings/accounts", 403);
  await refused("/cases/0192f0c1-2345-7abc-8def-0123456789ab", 404);
  await refused("/no/such/page", 404);

  // A text beyond every limit.
  const inquiry = written.list.forms.find(({ name }) => name === "note");
  const writer = await windowOf(inquiry.writer);
  await writer.goto(town.address + inquiry.page);
  await fillIn(writer, inquiry, "長".repeat(200_000));
  assert.equal(await send(writer, inquiry), 413);
  await look.at(writer, "413");

  // The session is over, by the clock or by a sign-out.
  await page.context().clearCookies({ name: "kasane" });
  await page.goto(`${town.address}/sign-in?next=%2F&kept=yes`);
  await look.at(page, "a draft was kept");
  await page.goto(`${town.address}/sign-in?signed_out=yes`);
  await look.at(page, "signed out");
  await enterPassword(page, "worker", town.password);

  // Somebody else holds the database: nothing can be written, not even who looked.
  const database = new DatabaseSync(join(town.data, "kasane.sqlite"));
  try {
    database.exec("begin immediate");
    await refused(written.list.forms[1].page, 503);
  } finally {
    database.close();
  }
  look.done();
});
