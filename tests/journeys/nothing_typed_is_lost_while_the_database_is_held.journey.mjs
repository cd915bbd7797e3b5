// Another program holds the database: the page says so, holds what was typed, and sends it again
// once the database is free.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { expectAccessible, press, receiveInquiry, signIn, startTown, text, tick } from "./support/town.mjs";

const words = "電話で話を聞いた。\n来週の月曜日に、窓口へ来てくださる。";

let town, desk, caseId, holder;
before(async () => { town = await startTown({ patience: 1 }); });
after(async () => {
  await letGo();
  await town?.stop();
});

/** A program that writes to the file and does not end. */
async function hold() {
  holder = spawn("python3", ["-c", `
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("begin exclusive")
print("held", flush=True)
sys.stdin.read()
`, `${town.data}/kasane.sqlite`], { stdio: ["pipe", "pipe", "inherit"] });
  await once(holder.stdout, "data");
}

async function letGo() {
  if (!holder) return;
  const ended = once(holder, "exit");
  holder.stdin.end();
  await ended;
  holder = undefined;
}

async function given_a_note_that_is_being_written() {
  desk = await signIn(town, "elderly");
  caseId = await receiveInquiry(desk, town, {
    persons: [["唐沢 節子", "カラサワ セツコ", "self"]], said: "めまいが続いている。",
    topic: "health_disability" });
  await desk.goto(`${town.address}/cases/${caseId}/timeline?new=yes`);
  await tick(desk, "contact_mode", "phone");
  await desk.fill("[name=text]", words);
}

async function then_the_page_keeps_it_while_the_database_is_held() {
  await hold();
  await press(desk, "この内容で記録する");
  await desk.waitForSelector("h1:has-text('ただいま保存できません')");
  assert.match(await text(desk), /これまでに保存した記録は失われていません/);
  assert.match(await text(desk), /来週の月曜日に、窓口へ来てくださる/);
  await expectAccessible(desk);
  await press(desk, "もう一度送る");
  await desk.waitForSelector("h1:has-text('ただいま保存できません')");
}

async function then_a_page_that_is_only_opened_says_what_to_do() {
  const other = await desk.context().newPage();
  const answer = await other.goto(`${town.address}/cases/${caseId}`);
  assert.equal(answer.status(), 503);
  assert.match(await text(other), /少し待ってから、もう一度開いてください/);
  await expectAccessible(other);
  await other.close();
}

async function and_stores_it_once_when_it_is_sent_again() {
  await letGo();
  await press(desk, "もう一度送る");
  await desk.waitForURL(`${town.address}/cases/${caseId}/timeline`);
  const found = (await text(desk)).match(/来週の月曜日に、窓口へ来てくださる/g);
  assert.equal(found.length, 1);
  town.verifyJournal();
}

test("nothing typed is lost while the database is held", async () => {
  await given_a_note_that_is_being_written();
  await then_the_page_keeps_it_while_the_database_is_held();
  await then_a_page_that_is_only_opened_says_what_to_do();
  await and_stores_it_once_when_it_is_sent_again();
});
