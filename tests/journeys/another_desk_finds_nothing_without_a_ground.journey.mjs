// A worker of another desk finds nothing of a case without a ground: page, list, search, address.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { receiveInquiry, recordConsent, signIn, startTown, text, press } from "./support/town.mjs";

let town, desk, other, caseId;
before(async () => { town = await startTown(); });
after(async () => { await town?.stop(); });

async function given_a_case_of_one_desk() {
  desk = await signIn(town, "elderly");
  other = await signIn(town, "child");
  caseId = await receiveInquiry(desk, town, {
    persons: [["唐沢 節子", "カラサワ セツコ", "self"]], said: "めまいが続いている。",
    topic: "health_disability" });
}

async function then_the_other_desk_finds_nothing() {
  for (const below of ["", "/timeline", "/consents", "/plans", "/assessment", "/history",
                       "/consents/new", "/memos/new"]) {
    const answer = await other.goto(`${town.address}/cases/${caseId}${below}`);
    assert.equal(answer.status(), 404, `/cases/{case}${below} does not exist for the other desk`);
  }
  await other.goto(`${town.address}/cases`);
  assert.doesNotMatch(await text(other), /唐沢|R\d+-\d{4}/);
  for (const words of ["唐沢", "カラサワ", "めまい"]) {
    await other.goto(`${town.address}/search?q=${encodeURIComponent(words)}`);
    assert.doesNotMatch(await text(other), /唐沢 節子|めまいが/);
    await desk.goto(`${town.address}/search?q=${encodeURIComponent(words)}`);
    assert.match(await text(desk), words === "めまい" ? /めまいが続いている/ : /唐沢/);
  }
}

async function until_consent_names_it_and_no_longer_after_its_withdrawal() {
  await recordConsent(desk, town, caseId, { person: "唐沢 節子", desks: ["child"] });
  assert.equal((await other.goto(`${town.address}/cases/${caseId}`)).status(), 200);
  assert.match(await other.innerText("body"), /本人同意/);
  await desk.click('main a:has-text("撤回を記録する")');
  await desk.fill("[name=note]", "もう知らせないでほしい");
  await press(desk, "撤回を記録し、閲覧を終える");
  assert.equal((await other.goto(`${town.address}/cases/${caseId}`)).status(), 404);
}

test("another desk finds nothing without a ground", async () => {
  await given_a_case_of_one_desk();
  await then_the_other_desk_finds_nothing();
  await until_consent_names_it_and_no_longer_after_its_withdrawal();
});
