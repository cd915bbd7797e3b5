// Every component in a real browser: nothing for axe-core to find, nothing wider than the screen,
// the scripts do what they add, and a printed page carries its head on every sheet.
//
// KASANE_SCREENSHOTS=FOLDER also keeps a picture of every page at every width.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { after, before, test } from "node:test";
import { findings, launch } from "./support/town.mjs";

const build = dirname(process.env.KASANE_PROGRAM ?? "build/kasane");
const kinds = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

let folder, server, address, browser;
const received = [];
let draftStatus = 204;

/** Serves the pattern pages as Kasane would: same policy, same names of assets. */
function serve(request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  if (request.method === "POST") {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      received.push({ path, fields: new URLSearchParams(body), body });
      if (path === "/drafts") response.writeHead(draftStatus).end();
      // Slow enough for a second press to arrive before the answer.
      else setTimeout(() => response.writeHead(303, { Location: "/today.html" }).end(), 300);
    });
    return;
  }
  const manifest = readFileSync(join(build, "assets/manifest.txt"), "utf8");
  const names = new Map(manifest.trim().split("\n").map((line) => line.split(" ")));
  const name = path.slice(path.lastIndexOf("/") + 1);
  const file = path.startsWith("/assets/")
    ? join(build, "assets", names.get(name) ?? name)
    : join(folder, name);
  try {
    const content = readFileSync(file);
    response.writeHead(200, {
      "Content-Type": kinds[extname(file)],
      "Content-Security-Policy": policy,
    });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "kasane-pattern-pages-"));
  execFileSync(join(build, "kasane_tests"), ["--gtest_filter=PatternPages.are_written_to*"], {
    env: { ...process.env, KASANE_PATTERN_PAGES: folder },
  });
  server = createServer(serve);
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const names = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".html"))
    .map((name) => name.slice(0, -".html".length));

/** A fresh page; anything a browser complains about fails the test. */
async function open(name, options = {}) {
  const context = await browser.newContext({
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    viewport: { width: 1280, height: 860 },
    ...options,
  });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(`${address}/${name}.html`);
  return { page, complaints, close: () => context.close() };
}

test("nothing is wider than the screen, at any width and at 200 % zoom", async () => {
  for (const name of names()) {
    const { page, complaints, close } = await open(name);
    // 640 px is what 1280 px at 200 % zoom leaves.
    for (const width of [1280, 1024, 640, 360]) {
      await page.setViewportSize({ width, height: 800 });
      const excess = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(excess, 0, `${name} is ${excess} px too wide at ${width} px`);
      const pictures = process.env.KASANE_SCREENSHOTS;
      if (pictures) {
        await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
      }
    }
    assert.deepEqual(complaints, [], name);
    await close();
  }
});

for (const width of [1280, 360]) {
  test(`axe finds nothing at ${width} px`, async () => {
    // The page of 400 entries is the page of 50 with more of the same.
    for (const name of names().filter((each) => each !== "case-timeline-400")) {
      const { page, close } = await open(name, {
        bypassCSP: true,
        viewport: { width, height: 800 },
      });
      assert.deepEqual(await findings(page), [], name);
      await close();
    }
  });
}

test("the keys search, open 「新しく記録」 and list themselves, but not while typing", async () => {
  const { page, close } = await open("today");
  const unfocus = () => page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "search");
  await page.keyboard.type("n?/");
  assert.equal(await page.inputValue("#search"), "n?/");
  await unfocus();
  await page.keyboard.press("n");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "相談受付");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#new-record[open]").count(), 0);
  await unfocus();
  await page.keyboard.press("?");
  assert.ok(await page.locator("dialog#keys[open]").isVisible());
  await close();
});

test("what is typed is saved as a draft, and leaving asks only if something would be lost",
  async () => {
    const { page, close } = await open("inquiry");
    received.length = 0;
    await page.fill("#field-name", "中村");
    await page.focus("#field-kana");
    const line = page.locator("[data-draft-state]");
    await line.filter({ hasText: /^下書き保存 \d\d:\d\d$/ }).waitFor();
    assert.equal(received.at(-1).fields.get("name"), "中村");
    assert.equal(received.at(-1).fields.get("draft_key"), "inquiry-1");
    assert.equal(received.at(-1).fields.get("csrf_token"), "token");

    draftStatus = 503;
    await page.fill("#field-kana", "なかむら");
    await page.focus("#field-name");
    await line.filter({ hasText: "下書きを保存できません" }).waitFor();
    const asked = page.waitForEvent("dialog");
    page.evaluate(() => window.location.assign("/today.html")).catch(() => {});
    const dialog = await asked;
    assert.equal(dialog.type(), "beforeunload");
    await dialog.dismiss();

    draftStatus = 204;
    await page.fill("#field-kana", "なかむら たかし");
    await page.goto(`${address}/today.html`);
    assert.equal(received.at(-1).fields.get("kana"), "なかむら たかし");
    await close();
  });

test("pressing twice sends once, with the button that was pressed", async () => {
  const { page, close } = await open("memo");
  received.length = 0;
  await page.getByRole("button", { name: "引き受ける" }).dblclick();
  await page.waitForURL("**/today.html");
  const sent = received.filter((each) => each.path === "/memos/1/accept");
  assert.equal(sent.length, 1);
  assert.equal(sent[0].fields.get("form_token"), "once");
  await close();
});

test("the calendar fills era, year, month and day", async () => {
  const { page, close } = await open("inquiry");
  const values = await page.evaluate(() => {
    const date = document.querySelectorAll("[data-date]")[1];
    const picker = date.querySelector("input[type=date]");
    picker.value = "1978-04-02";
    picker.dispatchEvent(new Event("change"));
    return [...date.querySelectorAll("select, input[name]")].map((field) => field.value);
  });
  assert.deepEqual(values, ["showa", "53", "4", "2"]);
  await close();
});

test("a long list is narrowed by what is typed, and what is ticked stays in sight", async () => {
  const { page, close } = await open("pieces");
  await page.check("#field-places-place7");
  await page.fill("#field-places-narrow", "サロン");
  const shown = await page.locator("fieldset:has(#field-places) .k-choice:visible").count();
  assert.equal(shown, 7);
  await page.fill("#field-places-narrow", "さろん");
  assert.equal(await page.locator("fieldset:has(#field-places) .k-choice:visible").count(), 7);
  await close();
});

test("the error summary has the focus and its links lead to the fields", async () => {
  const { page, close } = await open("inquiry-errors");
  assert.equal(await page.evaluate(() => document.activeElement.id), "error-summary");
  await page.click("#error-summary a >> nth=1");
  assert.equal(await page.evaluate(() => document.activeElement.id), "field-name");
  await close();
});

test("without scripts the menus open and nothing hidden is missing", async () => {
  const { page, close } = await open("inquiry", { javaScriptEnabled: false });
  await page.click("#new-record summary");
  assert.ok(await page.locator("#new-record a").first().isVisible());
  assert.ok(await page.locator("button[value=own]").isEnabled());
  await close();
});

test("the first Tab leads past the header", async () => {
  const { page, close } = await open("case");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "本文へ進む");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await close();
});

test("every printed sheet carries town, printer, ground and the mark of invented data", async () => {
  const { page, close } = await open("case-timeline");
  const pdf = join(folder, "timeline.pdf");
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const sheets = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" })
    .split("\f").filter((sheet) => sheet.trim() !== "");
  assert.ok(sheets.length > 2, `${sheets.length} sheets`);
  for (const sheet of sheets) {
    for (const words of ["辰野町", "架空のデータ", "印刷: 山田 花子", "表示の根拠: 本人同意"]) {
      assert.ok(sheet.includes(words), `${words} is missing on a sheet`);
    }
    assert.ok(!sheet.includes("新しく記録"), "the header is not for paper");
  }
  await close();
});
