// 会津若松市の計画にある世帯例の三つ目(本人50代・子20代二人・母80代)。つなぎメモだけで、窓口どうしで支える。
// The third household example: answered inside the network by つなぎメモ.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { expectAccessible, press, receiveInquiry, sendMemo, signIn, startTown,
         text } from "./support/town.mjs";

let town, desk, elderly, caseId, memo;
before(async () => { town = await startTown(); });
after(async () => { await town?.stop(); });

async function given_a_memo_to_another_desk() {
  desk = await signIn(town, "livelihood");
  elderly = await signIn(town, "elderly");
  caseId = await receiveInquiry(desk, town, {
    persons: [["平出 浩一", "ヒライデ コウイチ", "self"], ["平出 ハナ", "ヒライデ ハナ", "parent"]],
    said: "収入はあるが、分からない支出が多く苦しい。母は介護の相談をしたことがない。", topic: "debt" });
  memo = await sendMemo(desk, town, caseId,
    { to: "elderly", summary: "母の介護について、話を聞いてもらえますか。" });
}

async function when_the_other_desk_answers() {
  await elderly.goto(`${town.address}/memos`);
  await expectAccessible(elderly);
  assert.equal((await elderly.goto(`${town.address}/cases/${caseId}`)).status(), 404);
  await elderly.goto(memo);
  assert.match(await text(elderly), /母の介護/);
  await elderly.fill("[name=text]", "来週訪ねます。");
  await press(elderly, "引き受ける");
}

async function then_the_sender_sees_how_far_it_is_and_no_words() {
  await desk.goto(memo);
  assert.match(await text(desk), /担当が決まりました/);
  assert.doesNotMatch(await text(desk), /来週訪ねます/);
}

async function and_each_desk_has_its_own_record() {
  await elderly.goto(`${town.address}/cases/${caseId}/timeline`);
  assert.match(await text(elderly), /引き受けました/);
  assert.doesNotMatch(await text(elderly), /分からない支出/);
}

test("a memo is answered inside the network", async () => {
  await given_a_memo_to_another_desk();
  await when_the_other_desk_answers();
  await then_the_sender_sees_how_far_it_is_and_no_words();
  await and_each_desk_has_its_own_record();
});
