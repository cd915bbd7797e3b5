// A calendar and 「今日」 beside the four parts of a date; the parts stay what is sent.

const eras = [
  { code: "reiwa", first: "2019-05-01" },
  { code: "heisei", first: "1989-01-08" },
  { code: "showa", first: "1926-12-25" },
  { code: "taisho", first: "1912-07-30" },
];

export function fillDates(part) {
  for (const date of part.querySelectorAll("[data-date]:not([data-ready])")) {
    date.dataset.ready = "";
    if (!("showPicker" in HTMLInputElement.prototype)) continue;
    date.append(calendarOf(date));
  }
}

function calendarOf(date) {
  const box = document.createElement("span");
  box.className = "k-date__calendar";
  const picker = document.createElement("input");
  picker.type = "date";
  picker.tabIndex = -1;
  picker.ariaHidden = "true";
  picker.addEventListener("change", () => enter(date, picker.value));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "k-button";
  button.dataset.kind = "other";
  button.dataset.size = "small";
  button.textContent = "カレンダー";
  const question = date.closest("fieldset")?.querySelector("legend")?.firstChild?.textContent;
  button.setAttribute("aria-label", `${question ?? "日付"}をカレンダーから選ぶ`);
  button.addEventListener("click", () => picker.showPicker());
  box.append(picker, button);
  return box;
}

function enter(date, iso) {
  if (iso === "") return;
  const [year, month, day] = iso.split("-").map(Number);
  const era = eras.find((each) => iso >= each.first);
  const [eraField, yearField, monthField, dayField] = date.querySelectorAll("select, input[name]");
  eraField.value = era ? era.code : "western";
  yearField.value = era ? year - Number(era.first.slice(0, 4)) + 1 : year;
  monthField.value = month;
  dayField.value = day;
  dayField.dispatchEvent(new Event("input", { bubbles: true }));
}
