// A running town for a journey: its own data, its own server on a free port, its own browser.
// Everybody in it is invented. Each journey file starts one town and leaves nothing behind.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const program = process.env.KASANE_PROGRAM ?? "build/kasane";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const password = "tsunagu-machi-2026";

async function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A browser; a journey has one and gives each person a context of their own. */
export const launch = () => chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** The program, serving a data folder on a free port. */
export async function serve(data, { patience = 10 } = {}) {
  const port = await freePort();
  const server = spawn(program, ["serve", "--data", data, "--listen", `127.0.0.1:${port}`,
                                 "--patience", String(patience)],
                       { stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  server.stderr.on("data", (part) => (log += part));
  server.stdout.on("data", (part) => (log += part));
  const address = `http://127.0.0.1:${port}`;
  await waitFor(address, server, () => log);
  return {
    address, data, server,
    log: () => log,
    async end() {
      server.kill("SIGTERM");
      await new Promise((resolve) => (server.exitCode === null ? server.once("exit", resolve) : resolve()));
    },
    verifyJournal() {
      return execFileSync(program, ["journal", "verify", "--data", data], { encoding: "utf8" });
    },
  };
}

/** Starts a town, without households unless some are asked for; what a journey needs of it. */
export async function startTown({ households = 0, patience = 10 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "kasane-town-"));
  const data = join(folder, "data");
  const told = execFileSync(program, ["demo", "--municipality", "tatsuno", "--data", data,
                                      "--households", String(households)],
                            { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
  const names = new Map([...told.matchAll(/^ {2}(\S+)\s+(\S+ \S+) {2}/gm)]
    .map(([, login, name]) => [login, name]));
  const served = await serve(data, { patience });
  const browser = await launch();
  return {
    ...served, browser, logins: [...names.keys()],
    /** The name of the worker with this login, as forms list it. */
    nameOf: (login) => names.get(login),
    async stop() {
      await browser.close();
      await served.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks until the server answers; the process ending first is the failure. */
async function waitFor(address, server, log) {
  for (let tries = 0; tries < 600; ++tries) {
    if (server.exitCode !== null) throw new Error(`the server ended: ${log()}`);
    try {
      await fetch(`${address}/sign-in`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`the server does not answer: ${log()}`);
}

/** Signs in on a page that shows the sign-in form. */
export async function enterPassword(page, login, secret = password) {
  await page.fill("[name=login]", login);
  await page.fill("[name=password]", secret);
  await Promise.all([
    page.waitForURL((url) => !url.pathname.startsWith("/sign-in")),
    page.click("main button[type=submit]"),
  ]);
}

/** Somebody at a desk, signed in, with a window of their own. */
export async function signIn(town, login, { viewport = { width: 1280, height: 900 },
                                            ...others } = {}) {
  const context = await town.browser.newContext({ locale: "ja-JP", bypassCSP: true, viewport,
                                                  ...others });
  const page = await context.newPage();
  await page.goto(`${town.address}/sign-in`);
  await enterPassword(page, login, town.password);
  return page;
}

/** What axe-core finds on the page as it stands, in one line each. No rule is switched off. */
export async function findings(page) {
  if (!await page.evaluate(() => "axe" in window)) await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { violations: all } = await window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],
    });
    return all.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target }) => target.join(" ")) }));
  });
  return violations.map(({ id, help, where }) => `${id}: ${help} (${where.join("; ")})`);
}

/** Nothing for axe-core to find on the page as it stands. */
export async function expectAccessible(page) {
  assert.deepEqual(await findings(page), [], `axe-core found something on ${page.url()}`);
}

/** Pages at the desk's normal width and at that of a telephone. All that is wrong is told at once: one
 *  run shows everything that has to be mended. */
export class Look {
  faults = [];
  pages = 0;

  async at(page, where) {
    ++this.pages;
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      const excess = await page.evaluate(() =>
        document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (excess > 0) this.say(where, `${excess} px wider than the screen of ${width} px`);
      for (const each of await findings(page)) this.say(where, `at ${width} px ${each}`);
    }
  }

  say(where, words) { this.faults.push(`${where}: ${words}`); }

  done(atLeast = 1) {
    assert.deepEqual(this.faults, []);
    assert.ok(this.pages >= atLeast, `${this.pages} pages were looked at`);
  }
}

/** Enters a date into its four parts; `years` etc. as in 令和. */
export async function enterDate(page, name, { era = "reiwa", year, month, day }) {
  await page.selectOption(`[name=${name}_era]`, era);
  await page.fill(`[name=${name}_year]`, String(year));
  await page.fill(`[name=${name}_month]`, String(month));
  await page.fill(`[name=${name}_day]`, String(day));
}

/** A day so many days from today, as the fields of a date take it. */
export function dayFromToday(days) {
  const then = new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000);
  return { year: then.getUTCFullYear() - 2018, month: then.getUTCMonth() + 1,
           day: then.getUTCDate() };
}

export const tick = (page, name, value) =>
  page.check(`[name="${name}"][value="${value}"]`, { force: true });

/** Ticks the choice that carries this text in the group of that name. */
export async function tickNamed(page, name, text) {
  const id = await page.evaluate(([group, words]) => {
    for (const input of document.querySelectorAll(`[name="${group}"]`)) {
      const label = input.closest("label") ?? document.querySelector(`label[for="${input.id}"]`);
      const said = input.ariaLabel ?? label?.textContent ?? "";
      if (said.includes(words)) return input.value;
    }
    return null;
  }, [name, text]);
  assert.ok(id !== null, `there is a choice 「${text}」 in ${name} on ${page.url()}`);
  await tick(page, name, id);
}

/** Presses the button that says this. */
export async function press(page, label) {
  await Promise.all([page.waitForNavigation(), page.click(`main button:has-text("${label}")`)]);
}

export const text = (page) => page.innerText("main");

/** The case a page belongs to, from its address or its link to the case. */
export async function caseOf(page) {
  const here = page.url().match(/\/cases\/([0-9a-f-]{36})/);
  if (here) return here[1];
  const link = await page.getAttribute('main a[href^="/cases/"]', "href");
  return link.match(/\/cases\/([0-9a-f-]{36})/)[1];
}

/** Writes down an inquiry at the desk: persons as [name, kana, relation]; returns the case. */
export async function receiveInquiry(page, town, { persons, said, topic, press: outcome = null }) {
  await page.goto(`${town.address}/inquiries/new`);
  await tick(page, "contact_method", "visit");
  let number = 1;
  for (const [name, kana, relation] of persons) {
    await page.evaluate((n) => {
      document.querySelector(`[name=person_${n}_name]`)?.closest("details")?.setAttribute("open", "");
    }, number);
    await page.fill(`[name=person_${number}_name]`, name);
    await page.fill(`[name=person_${number}_kana]`, kana);
    await page.selectOption(`[name=person_${number}_relation]`, relation);
    ++number;
  }
  await tick(page, "topics", topic);
  await page.fill("[name=said]", said);
  await press(page, outcome ?? "受け付けだけ保存する");
  return caseOf(page);
}

/** A memo from a case to a desk; returns its address. */
export async function sendMemo(page, town, caseId, { to, summary, reason = "second_opinion" }) {
  await page.goto(`${town.address}/cases/${caseId}/memos/new`);
  await page.selectOption("[name=to]", to);
  await tick(page, "request", "respond");
  await page.fill("[name=summary]", summary);
  await page.selectOption("[name=reason]", reason);
  await press(page, "を送る");
  return page.url();
}

/** Consent of the person whose name is given, to sharing and plan, for these desks. */
export async function recordConsent(page, town, caseId, { person, desks }) {
  await page.goto(`${town.address}/cases/${caseId}/consents/new`);
  await tickNamed(page, "person", person);
  await tick(page, "status", "obtained");
  await tick(page, "scopes", "information_sharing");
  await tick(page, "scopes", "plan_and_service_application");
  for (const desk of desks) await tick(page, "desks", desk);
  await tick(page, "method", "signature");
  await page.check("[name=explained]", { force: true });
  await press(page, "内容を確認する");
  await press(page, "同意を記録し、共有を始める");
}

/** Convenes a meeting for the case and puts it on the agenda; returns the address of the item. */
export async function convene(page, town, caseId, { meeting, purpose, subjects, members, question, plan = "" }) {
  await page.goto(`${town.address}/conferences/new?case=${caseId}${plan && `&plan=${plan}`}`);
  await tickNamed(page, "meeting", meeting);
  await enterDate(page, "held_on", dayFromToday(0));
  await press(page, "会議を招集する");
  await tick(page, "purpose", purpose);
  for (const subject of subjects) await tickNamed(page, "subjects", subject);
  await page.fill("[name=question]", question);
  for (const member of members) await tickNamed(page, "members", member);
  await press(page, "議題にして招集する");
  return town.address + (await page.getAttribute('main a[href^="/conference-items/"]', "href"));
}
