// The same look at towns as they are lived in: one of 240 households in every state, one in which
// nothing has happened yet, one that was begun a minute ago. Whoever works there follows links from
// 今日; of the pages of one kind those are looked at that hold something the others did not.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Look, launch, password, program, serve, signIn, startTown } from "./support/town.mjs";

// One of each kind: where they work and what their role lets them see differ.
const people = ["coordination", "elderly", "commissioners", "supervisor", "privacy", "admin"];

const begun = [];
after(async () => { for (const town of begun) await town.stop(); });
const begin = async (options) => {
  const town = await startTown(options);
  begun.push(town);
  return town;
};

const kindOf = (address) => address.replace(/\?.*/, "").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}");

/** What can differ between two pages of a kind: the parts they are made of, and their states. */
const partsOf = (kind, markup) => new Set([...markup.matchAll(/ (?:class|data-[a-z]+)="[^"]*"/g)]
  .map(([part]) => kind + part));

const linksOf = (markup) => [...markup.matchAll(/ href="(\/[^"#]*)/g)]
  .map(([, link]) => link.replaceAll("&amp;", "&")).filter((link) => !link.startsWith("/assets/"));

/** The pages this person reaches by links that show something not seen before. */
async function telling(page, town, known, most, look) {
  const waiting = new Map([["/", "the address bar"]]);
  const asked = new Set();
  const often = new Map();
  const pages = [];
  while (waiting.size > 0 && asked.size < most) {
    // Kinds of which little was seen come first.
    const next = [...waiting.keys()].reduce((best, each) =>
      ((often.get(kindOf(each)) ?? 0) < (often.get(kindOf(best)) ?? 0) ? each : best));
    const from = waiting.get(next);
    waiting.delete(next);
    asked.add(next);
    const kind = kindOf(next);
    often.set(kind, (often.get(kind) ?? 0) + 1);
    const answer = await page.context().request.get(town.address + next);
    if (answer.status() !== 200) look.say(next, `a link on ${from} leads to a ${answer.status()}`);
    if (!answer.headers()["content-type"].startsWith("text/html")) continue;
    const markup = await answer.text();
    const fresh = [...partsOf(kind, markup)].filter((part) => !known.has(part));
    for (const part of fresh) known.add(part);
    if (fresh.length > 0) pages.push(next);
    for (const link of linksOf(markup)) if (!asked.has(link) && !waiting.has(link)) waiting.set(link, next);
  }
  return pages;
}

async function lookAround(town, most) {
  const look = new Look();
  const known = new Set();
  for (const login of people) {
    const page = await signIn(town, login);
    for (const address of await telling(page, town, known, most, look)) {
      await page.goto(town.address + address);
      if (process.env.KASANE_TALK) console.log(login, address);
      await look.at(page, `${address} (${login})`);
    }
    await page.context().close();
  }
  return look;
}

test("a town full of households", async () => {
  (await lookAround(await begin({ households: 240 }), 80)).done(40);
});

test("a town in which nothing has happened yet", async () => {
  (await lookAround(await begin(), 60)).done(15);
});

test("a town that was begun a minute ago", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kasane-begun-"));
  const data = join(folder, "data");
  const told = execFileSync(program, ["init", "--municipality", "tatsuno", "--data", data],
                            { encoding: "utf8" });
  const oneTime = told.match(/[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){3}/)[0];
  const served = await serve(data);
  begun.push({ stop: async () => { await served.end(); rmSync(folder, { recursive: true }); } });
  const browser = await launch();
  begun.push({ stop: () => browser.close() });
  const look = new Look();
  const page = await signIn({ ...served, browser, password: oneTime }, "admin");
  await look.at(page, "the first password");
  await page.fill("[name=current_password]", oneTime);
  await page.fill("[name=new_password]", password);
  await page.fill("[name=repeated_password]", password);
  await Promise.all([page.waitForURL("**/account/second-factor*"),
                     page.click("main button[type=submit]")]);
  await look.at(page, "the second factor that the profile asks for");
  look.done(2);
});
