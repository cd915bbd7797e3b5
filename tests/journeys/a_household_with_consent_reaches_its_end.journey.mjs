// 会津若松市の計画にある世帯例の一つ目(本人40代・両親80代・子20代)を、同意のもとで終結まで。
// The first of three published household examples, from 相談 to 終結; all names are invented.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { caseOf, convene, dayFromToday, enterDate, expectAccessible, press, receiveInquiry,
         recordConsent, sendMemo, signIn, startTown, text, tick, tickNamed } from "./support/town.mjs";

let town, desk, coordinator, caseId, plan;
before(async () => { town = await startTown(); });
after(async () => { await town?.stop(); });

async function given_a_desk_that_received_the_household() {
  desk = await signIn(town, "disability");
  caseId = await receiveInquiry(desk, town, {
    persons: [["小沢 健二", "オザワ ケンジ", "self"], ["小沢 千代", "オザワ チヨ", "parent"],
              ["小沢 蓮", "オザワ レン", "child"]],
    said: "家の中が荒れ、両親の介護も、子の仕事も続かない。障がいがあるかもしれないが受診していない。",
    topic: "income_living_cost" });
  await desk.goto(`${town.address}/cases/${caseId}`);
  await expectAccessible(desk);
}

async function and_a_memo_that_the_coordinator_accepted() {
  const memo = await sendMemo(desk, town, caseId,
    { to: "coordination", summary: "生活困窮、介護、障がい、就労が重なり、窓口だけでは判断に迷います。" });
  await expectAccessible(desk);
  coordinator = await signIn(town, "coordination");
  await coordinator.goto(memo);
  await expectAccessible(coordinator);
  await press(coordinator, "引き受ける");
  assert.equal(await caseOf(coordinator), caseId);
}

async function when_the_household_is_assessed_and_consents() {
  await coordinator.goto(`${town.address}/cases/${caseId}/assessment`);
  await tickNamed(coordinator, "problems_household", "経済的困窮");
  await coordinator.fill("[name=summary]", "世帯: 生活困窮、屋内の衛生。本人: 障がいの疑い。両親: 介護サービスなし。");
  await press(coordinator, "アセスメントを記録する");
  assert.match(await text(coordinator), /経済的困窮/);
  await recordConsent(coordinator, town, caseId,
    { person: "小沢 健二", desks: ["disability", "elderly", "coordination"] });
  assert.match(await text(coordinator), /同意あり/);
  await expectAccessible(coordinator);
}

async function and_a_plan_is_drafted_after_the_need_was_recognised() {
  await coordinator.goto(`${town.address}/cases/${caseId}/need`);
  await coordinator.fill("[name=reason]", "分野をまたぐ調整が必要なため");
  await press(coordinator, "支援の必要を認定する");
  await coordinator.goto(`${town.address}/cases/${caseId}/plans/new`);
  await tickNamed(coordinator, "subjects", "小沢 健二");
  for (const [name, words] of [["wishes", "いまの家で暮らしたい"], ["issues", "家計と受診"],
                               ["points_to_note", "夕方の訪問は避ける"],
                               ["integration", "月に一度、窓口が集まる"],
                               ["row1_goal", "受診につなぐ"], ["row1_what", "受診に付き添う"]]) {
    await coordinator.fill(`[name=${name}]`, words);
  }
  await enterDate(coordinator, "row1_due", dayFromToday(60));
  await coordinator.selectOption("[name=row1_desk]", "disability");
  await enterDate(coordinator, "starts_on", dayFromToday(0));
  await enterDate(coordinator, "ends_on", dayFromToday(180));
  await enterDate(coordinator, "next_confirmation_on", dayFromToday(30));
  await expectAccessible(coordinator);
  await press(coordinator, "プラン案を保存する");
  plan = coordinator.url();
}

async function then_a_decision_before_the_meeting_is_refused_with_its_rule() {
  await press(coordinator, "支援決定を記録する");
  assert.match(await text(coordinator), /重層的支援会議/);
  assert.match(await text(coordinator), /社会福祉法/);
  await expectAccessible(coordinator);
}

async function and_the_meeting_finds_the_plan_appropriate() {
  const item = await convene(coordinator, town, caseId, {
    meeting: "たつのまるごと会議", purpose: "plan_appropriateness", subjects: ["小沢 健二"],
    members: [town.nameOf("disability"), town.nameOf("elderly")],
    question: "プランと役割分担", plan: plan.split("/").pop() });
  await coordinator.goto(item);
  await expectAccessible(coordinator);
  await coordinator.fill("[name=minutes]", "役割を確かめ、適切と認めた。");
  await tick(coordinator, "opinion", "appropriate");
  await coordinator.selectOption("[name=role1_desk]", "disability");
  await coordinator.fill("[name=role1_what]", "受診の付添い");
  await enterDate(coordinator, "role1_until", dayFromToday(30));
  await coordinator.selectOption("[name=lead_desk]", "disability");
  await coordinator.fill("[name=lead_reason]", "本人との関わりが深いため");
  await press(coordinator, "会議の記録を保存する");
  await coordinator.goto(plan);
  await press(coordinator, "支援決定を記録する");
  assert.match(await text(coordinator), /支-R\d+-\d{4}/);
}

async function and_the_plan_is_followed_and_the_case_ends_with_a_companion() {
  await coordinator.fill("[name=findings]", "受診が始まった。");
  await enterDate(coordinator, "next_on", dayFromToday(60));
  await press(coordinator, "モニタリングを記録する");
  assert.match(await text(coordinator), /受診が始まった/);
  await coordinator.goto(`${town.address}/cases/${caseId}/evaluation`);
  await tick(coordinator, "achievement", "achieved");
  await coordinator.fill("[name=remaining]", "なし");
  await press(coordinator, "評価を記録する");
  const item = await convene(coordinator, town, caseId, {
    meeting: "たつのまるごと会議", purpose: "closure_evaluation", subjects: ["小沢 健二"],
    members: [town.nameOf("disability")], question: "終結してよいか" });
  await coordinator.goto(item);
  await coordinator.fill("[name=minutes]", "終結でよい。");
  await press(coordinator, "会議の記録を保存する");
  await coordinator.goto(`${town.address}/cases/${caseId}/conclusion`);
  await tick(coordinator, "conclusion", "close");
  await coordinator.fill("[name=reason]", "役割分担が整った");
  await coordinator.fill("[name=remaining]", "両親と子は変わりなく暮らしている");
  await coordinator.selectOption("[name=companion]", "disability");
  await press(coordinator, "この結果で記録する");
  assert.match(await text(coordinator), /終結/);
  await coordinator.goto(`${town.address}/cases/${caseId}/history`);
  assert.match(await text(coordinator), /支援決定/);
  await expectAccessible(coordinator);
}

test("a household with consent reaches its end", async () => {
  await given_a_desk_that_received_the_household();
  await and_a_memo_that_the_coordinator_accepted();
  await when_the_household_is_assessed_and_consents();
  await and_a_plan_is_drafted_after_the_need_was_recognised();
  await then_a_decision_before_the_meeting_is_refused_with_its_rule();
  await and_the_meeting_finds_the_plan_appropriate();
  await and_the_plan_is_followed_and_the_case_ends_with_a_companion();
  assert.match(town.verifyJournal(), /\d/);
});
