// From the sign-in to a sent つなぎメモ with the keyboard alone: Tab, Shift+Tab, arrows, Space, Enter
// and typing. Wherever the focus goes it can be seen, it goes down the page as one reads, and no
// field is further away than a hand on the telephone allows.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { password, startTown } from "./support/town.mjs";

let town, page;
before(async () => {
  town = await startTown();
  page = await (await town.browser.newContext({ locale: "ja-JP", bypassCSP: true,
                                                viewport: { width: 1280, height: 900 } })).newPage();
});
after(async () => { await town?.stop(); });

let pressed = 0;  // keys besides the letters of what is written

/** The element that has the focus, as somebody sees it. */
const focused = () => page.evaluate(() => {
  const element = document.activeElement;
  const shown = element.closest(".k-choice") ?? element;
  const outlines = [element, shown].map((each) => getComputedStyle(each));
  const box = shown.getBoundingClientRect();
  const middle = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + box.height / 2);
  const before = window.focusedBefore;
  window.focusedBefore = element;
  const inMain = (each) => each?.closest("main") != null;
  return {
    what: `${element.localName}[${element.name ?? ""}] ${(element.labels?.[0] ?? element).textContent.trim().slice(0, 20)}`,
    isPage: element === document.body,
    outlined: outlines.some(({ outlineStyle, outlineWidth }) =>
      outlineStyle !== "none" && parseFloat(outlineWidth) >= 2),
    where: `${Math.round(box.top)} to ${Math.round(box.bottom)} of ${innerHeight}`,
    onScreen: box.width > 0 && box.top >= 0 && box.bottom <= innerHeight + 1 && box.left >= 0
      && box.right <= innerWidth + 1,
    uncovered: middle !== null && (shown.contains(middle) || middle.contains(shown)),
    top: box.top + scrollY,
    follows: before == null || !before.isConnected || before === document.body
      || (before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
    above: inMain(before) && inMain(element)
      && box.bottom + scrollY < (before.closest(".k-choice") ?? before).getBoundingClientRect().top + scrollY,
  };
});

function expectVisible(now) {
  assert.ok(now.outlined, `the focus is seen on ${now.what} (${page.url()})`);
  assert.ok(now.onScreen, `${now.what} is on the screen (${now.where})`);
  assert.ok(now.uncovered, `nothing lies over ${now.what}`);
}

async function press(key) {
  ++pressed;
  await page.keyboard.press(key);
}

/** Goes on with Tab (or back with Shift+Tab) until the focus is on it. */
async function tabTo(selector, atMost, key = "Tab") {
  for (let count = 1; count <= atMost; ++count) {
    await press(key);
    const now = await focused();
    assert.ok(!now.isPage, `${selector} comes before the end of ${page.url()}`);
    expectVisible(now);
    if (key === "Tab") {
      assert.ok(now.follows, `${now.what} comes after what had the focus before`);
      assert.ok(!now.above, `${now.what} does not lead up the page again`);
    }
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} is more than ${atMost} keys away on ${page.url()}`);
}

async function pressAndGo(key, path) {
  await Promise.all([page.waitForURL(path), press(key)]);
  await page.waitForLoadState("load");
}

/** The first key of every page leads past header and navigation. */
async function skipToMain() {
  await press("Tab");
  const link = await focused();
  assert.match(link.what, /本文へ進む/);
  expectVisible(link);
  await press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
}

/** Chooses with the arrows, from wherever the list or group stands, what says this. */
async function chooseWithArrows(words, atMost) {
  const said = () => page.evaluate(() => {
    const element = document.activeElement;
    return element.localName === "select" ? element.selectedOptions[0]?.textContent
                                          : element.checked ? element.labels[0].textContent : "";
  });
  // A group in which nothing is chosen takes its first choice with Space.
  if (await said() === "" && await page.evaluate(() => document.activeElement.type === "radio")) {
    await press("Space");
  }
  for (let count = 0; !(await said()).includes(words); ++count) {
    assert.ok(count < atMost, `「${words}」 is within ${atMost} arrows`);
    await press("ArrowDown");
    expectVisible(await focused());
  }
}

async function sign_in() {
  await page.goto(`${town.address}/sign-in`);
  await tabTo("[name=login]", 3);
  await page.keyboard.type("elderly");
  await tabTo("[name=password]", 1);
  await page.keyboard.type(password);
  await pressAndGo("Enter", (url) => url.pathname === "/");
}

async function open_a_new_inquiry() {
  await skipToMain();
  await press("n");
  assert.match((await focused()).what, /相談受付/);
  await pressAndGo("Enter", "**/inquiries/new");
}

async function write_it_down() {
  await skipToMain();
  await tabTo("[name=caller_relation]", 8);
  await chooseWithArrows("家族", 6);
  await tabTo("[name=contact_method]", 1);
  await chooseWithArrows("電話", 6);
  await tabTo("[name=person_1_name]", 4);
  await page.keyboard.type("丸山 トミ");
  await tabTo("[name=person_1_kana]", 1);
  await page.keyboard.type("マルヤマ トミ");
  // Back to put the name right, and on again.
  await tabTo("[name=person_1_name]", 1, "Shift+Tab");
  await press("End");
  await page.keyboard.type("子");
  await tabTo("[name=topics]", 9);
  await tabTo("[name=topics][value=elder_care]", 16);
  await press("Space");
  await tabTo("[name=said]", 8);
  await page.keyboard.type("母の物忘れがひどく、火の始末が心配。");
  await press("Enter");
  await page.keyboard.type("兄は仕事を辞めて家にいる。");
  await tabTo("[name=screening_reason]", 4);
  await press("Space");
  await tabTo("[name=screening_to]", 1);
  await chooseWithArrows("重層推進室", 20);
}

async function and_send_a_memo_with_it() {
  await tabTo("button[name=act][value=refer_desk]", 7);
  await pressAndGo("Enter", "**/memos/new*");
  await skipToMain();
  await tabTo("[name=to]", 10);
  // What was chosen before is chosen already.
  const chosen = (name) => page.evaluate((list) =>
    document.querySelector(`[name=${list}]`).selectedOptions[0].textContent, name);
  assert.match(await chosen("to"), /重層推進室/);
  assert.match(await chosen("reason"), /単独の機関では対応が難しい/);
  await tabTo("[name=request]", 3);
  await chooseWithArrows("対応", 4);
  await tabTo("[name=summary]", 4);
  await page.keyboard.type("物忘れのある母と、家にいる兄。家族だけでは火の始末が心配です。");
  await tabTo("main form button[type=submit]", 10);
  await pressAndGo("Enter", /\/memos\/[0-9a-f-]{36}/);
}

test("an inquiry with a memo by keyboard alone", async () => {
  await sign_in();
  await open_a_new_inquiry();
  await write_it_down();
  await and_send_a_memo_with_it();
  const letter = await page.innerText("main");
  assert.match(letter, /重層推進室/);
  assert.match(letter, /火の始末が心配です/);
  assert.ok(pressed <= 120, `${pressed} keys besides what was written`);
  if (process.env.KASANE_TALK) console.log(pressed, "keys");
});
