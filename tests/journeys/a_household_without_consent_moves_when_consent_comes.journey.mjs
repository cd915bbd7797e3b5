// 会津若松市の計画にある世帯例の二つ目(本人60代・子30代)。はじめは同意がなく、支援会議とアウトリーチから。
// The second household example: considered in secrecy, reached by visits, moved by consent.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { convene, expectAccessible, press, receiveInquiry, recordConsent, sendMemo, signIn,
         startTown, text, tick } from "./support/town.mjs";

let town, desk, coordinator, stranger, caseId, item;
before(async () => { town = await startTown(); });
after(async () => { await town?.stop(); });

async function given_a_case_the_coordinator_accepted() {
  desk = await signIn(town, "livelihood");
  coordinator = await signIn(town, "coordination");
  stranger = await signIn(town, "child");
  caseId = await receiveInquiry(desk, town, {
    persons: [["瀬戸 和子", "セト カズコ", "self"], ["瀬戸 隆", "セト タカシ", "child"]],
    said: "体調が悪いが受診していない。転居も必要。同居の子に仕事がなく、強い言葉をかけられる。",
    topic: "housing" });
  const memo = await sendMemo(desk, town, caseId,
    { to: "coordination", summary: "本人の同意はまだありません。", reason: "unclear_lead" });
  await coordinator.goto(memo);
  await press(coordinator, "引き受ける");
}

async function when_a_coordination_conference_is_tried_without_consent() {
  await coordinator.goto(`${town.address}/cases/${caseId}/consents/new`);
  await tick(coordinator, "status", "not_yet");
  await coordinator.check("[name=person]", { force: true });
  await tick(coordinator, "reason", "cannot_ask_for_help");
  await press(coordinator, "内容を確認する");
  assert.match(await text(coordinator), /未取得/);
}

async function and_a_support_conference_is_convened_instead() {
  item = await convene(coordinator, town, caseId, {
    meeting: "さぽネット会議", purpose: "info_sharing", subjects: ["瀬戸 和子", "瀬戸 隆"],
    members: [town.nameOf("livelihood")], question: "安全と受診をどう支えるか" });
}

async function then_its_material_opens_only_after_the_notice() {
  await desk.goto(item);
  assert.match(await text(desk), /守秘義務/);
  assert.doesNotMatch(await text(desk), /安全と受診/);
  await expectAccessible(desk);
  await press(desk, "確認し、資料を開く");
  assert.match(await text(desk), /安全と受診/);
  await desk.fill("[name=text]", "窓口では、子の様子を心配していた。");
  await press(desk, "資料を出す");
  assert.equal((await stranger.goto(item)).status(), 404);
  assert.equal((await stranger.goto(`${town.address}/cases/${caseId}`)).status(), 404);
}

async function and_visits_are_recorded_until_consent_comes() {
  await coordinator.goto(item);
  await press(coordinator, "確認し、資料を開く");
  await coordinator.fill("[name=minutes]", "二人で訪問を続ける。");
  await press(coordinator, "会議の記録を保存する");
  await coordinator.goto(`${town.address}/cases/${caseId}/outreach`);
  await tick(coordinator, "mode", "visit");
  await tick(coordinator, "outcome", "absent");
  await tick(coordinator, "stage", "info_only");
  await coordinator.fill("[name=body]", "不在。手紙を残した。");
  await expectAccessible(coordinator);
  await press(coordinator, "働きかけを記録する");
  assert.match(await text(coordinator), /手紙を残した/);
  await recordConsent(coordinator, town, caseId,
    { person: "瀬戸 和子", desks: ["livelihood", "coordination"] });
}

async function and_the_case_moves_with_the_list_of_what_is_carried_over() {
  await coordinator.goto(`${town.address}/cases/${caseId}`);
  assert.match(await text(coordinator), /アセスメント/);
  await coordinator.goto(`${town.address}/cases/${caseId}/outreach`);
  assert.match(await text(coordinator), /引き継いだもの/);
  assert.match(await text(coordinator), /残したもの/);
  await expectAccessible(coordinator);
}

test("a household without consent moves when consent comes", async () => {
  await given_a_case_the_coordinator_accepted();
  await when_a_coordination_conference_is_tried_without_consent();
  await and_a_support_conference_is_convened_instead();
  await then_its_material_opens_only_after_the_notice();
  await and_visits_are_recorded_until_consent_comes();
  await and_the_case_moves_with_the_list_of_what_is_carried_over();
});
