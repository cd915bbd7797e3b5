// 下書き — saves what is typed in a form every few seconds, on leaving a field and on leaving the
// page. Bringing it back is the server's work; here nothing is kept.

const pause = 5000;
// Browsers refuse larger requests that outlive their page.
const largestParting = 60000;

const watched = new WeakSet();

export function watchDrafts(part) {
  for (const form of part.querySelectorAll("form[data-draft-path]")) {
    if (watched.has(form)) continue;
    watched.add(form);
    new Draft(form).watch();
  }
}

class Draft {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-draft-state]");
    this.saved = this.content();
    this.failed = false;
    this.sent = false;
    this.timer = undefined;
    this.running = Promise.resolve();
  }

  watch() {
    this.form.addEventListener("input", () => this.later());
    this.form.addEventListener("focusout", () => this.save());
    this.form.addEventListener("submit", () => {
      this.sent = true;
      clearTimeout(this.timer);
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.part();
    });
    window.addEventListener("pagehide", () => this.part());
    // A page brought back by 「戻る」 can be sent again.
    window.addEventListener("pageshow", () => {
      this.sent = false;
    });
    window.addEventListener("beforeunload", (leaving) => {
      // Asked only when something would be lost: the last saving failed and there is more since.
      if (this.failed && !this.sent && this.content() !== this.saved) leaving.preventDefault();
    });
  }

  /** What the form would send; files stay where they are until the form is really sent. */
  content() {
    const fields = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(fields).toString();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  save() {
    clearTimeout(this.timer);
    // One after the other, so that an older text never arrives after a newer one.
    this.running = this.running.then(() => this.send(false));
    return this.running;
  }

  part() {
    this.send(true);
  }

  async send(parting) {
    const content = this.content();
    if (this.sent || content === this.saved) return;
    try {
      const answer = await fetch(this.form.dataset.draftPath, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: content,
        credentials: "same-origin",
        redirect: "manual",
        keepalive: parting && content.length < largestParting,
      });
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.saved = content;
      this.failed = false;
      this.say(`下書き保存 ${now()}`, "saved");
    } catch {
      if (parting) return;
      this.failed = true;
      this.say("下書きを保存できません。この画面を閉じずに、少し待ってください。", "failed");
      this.later();
    }
  }

  say(words, state) {
    if (!this.line) return;
    this.line.dataset.state = state;
    if (this.line.textContent !== words) this.line.textContent = words;
  }
}

function now() {
  return new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" });
}
