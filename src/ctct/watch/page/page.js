"use strict";

const NAMES = { error: _("lỗi"), warning: _("cảnh báo"), advice: _("góp ý") };
const at = (id) => document.getElementById(id);
let state = null;
let lines = {}; // the line of the draft for each mark on the pages
let linesSaid = "{}";
let places = null; // where on the pages each line of the draft stands, once it was asked for
let chosen = ""; // the finding that was gone to last
let pressed = false; // a button that is replaced between press and release is never clicked
const held = new Map(); // so what was told meanwhile is shown after it

function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

function unpressed(name, show) {
  if (pressed) held.set(name, show);
  else show();
}

// A list is made anew: whoever goes through it by keyboard stays where he was.
function renew(list, ...items) {
  const all = () => [...list.querySelectorAll("a, button")];
  const before = all().indexOf(document.activeElement);
  list.replaceChildren(...items);
  const now = all();
  if (before >= 0 && now.length) now[Math.min(before, now.length - 1)].focus({ preventScroll: true });
}

// What is asked for while it is being done is done once more after that.
function oneAtATime(act) {
  let busy = false;
  let again = false;
  return async () => {
    again = true;
    if (busy) return;
    busy = true;
    try {
      while (again) {
        again = false;
        await act();
      }
    } finally {
      busy = false;
    }
  };
}

// --- pages

function place(element, page, { left, top, width, height }) {
  element.style.left = `${(100 * left) / page.width}%`;
  element.style.top = `${(100 * top) / page.height}%`;
  if (width) element.style.width = `${(100 * width) / page.width}%`;
  if (height) element.style.height = `${(100 * height) / page.height}%`;
}

function spotOf(page, spot, first) {
  const [left, top, width, height, mark] = spot;
  const line = lines[mark];
  // No real link: in those no browser marks words.
  const text = printedAt(page, spot);
  const about = { [text ? "aria-description" : "aria-label"]: _("dòng {line} của dự thảo", { line }), "data-line": line, "data-mark": mark };
  const link = make("span", { class: "spot", role: "link", ...about }, text);
  link.tabIndex = first ? 0 : -1;
  link.style.fontSize = `${(FONT * height) / page.width}cqw`;
  place(link, page, { left, top, width, height });
  return link;
}

const areShown = (box) => box.spotsOf === box.page && box.linesOf === lines;

function showSpots(box) {
  const { page } = box;
  if (areShown(box)) return;
  [box.spotsOf, box.linesOf] = [page, lines];
  let last = 0;
  const spots = page.boxes.filter((spot) => lines[spot[4]]).map((spot) => {
    const link = spotOf(page, spot, spot[4] !== last);
    last = spot[4];
    return link;
  });
  box.querySelector(".spots").replaceChildren(...spots);
}

const isNear = (box) => {
  const { top, bottom } = box.getBoundingClientRect();
  return bottom > -innerHeight && top < 2 * innerHeight;
};
const whenIdle = window.requestIdleCallback || ((act) => setTimeout(act, 50));

// What can be clicked is made where it is in sight, elsewhere when there is time: a long draft has tens of thousands of lines.
function showSpotsSoon() {
  const left = [...at("pages").children].filter((box) => !areShown(box));
  left.filter(isNear).forEach(showSpots);
  const rest = left.filter((box) => !areShown(box));
  if (!rest.length) return;
  whenIdle(() => {
    rest.slice(0, 8).filter((box) => box.isConnected).forEach(showSpots);
    showSpotsSoon();
  });
}

function showPage(box, page, number) {
  if (box.page === page) return;
  box.page = page;
  if (box.dataset.mark === page.mark) return;
  box.dataset.mark = page.mark;
  box.style.setProperty("--natural", `${(page.width * 4) / 3}px`);
  box.style.setProperty("--ratio", page.width / page.height);
  door.draw(box.firstChild, page.mark); // the old picture stays until the new one is there
  box.firstChild.alt = _("Trang {number}", { number });
}

function showPages(pages) {
  const holder = at("pages");
  while (holder.children.length > pages.length) holder.lastChild.remove();
  pages.forEach((page, index) => {
    const fresh = () => make("section", { class: "page" }, make("img", { loading: "lazy", draggable: "false" }), make("div", { class: "spots" }));
    showPage(holder.children[index] || holder.appendChild(fresh()), page, index + 1);
  });
}

// The paragraph of a line on the pages: the last one that begins there or above.
function findPlace(line) {
  if (!places) {
    const first = new Map();
    state.pages.forEach((page, index) => page.boxes.forEach((spot) => {
      const line = lines[spot[4]];
      if (line && !first.has(line)) first.set(line, { index, spot });
    }));
    places = [...first].sort(([one], [other]) => one - other);
  }
  let [low, high] = [0, places.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if (places[half][0] <= line) low = half + 1;
    else high = half;
  }
  return low ? places[low - 1][1] : null;
}

function showPlace(line, block = "center") {
  document.querySelectorAll(".spot.here").forEach((spot) => spot.classList.remove("here"));
  const found = findPlace(line);
  if (!found) return null;
  const box = at("pages").children[found.index];
  showSpots(box);
  const spots = [...document.querySelectorAll(`.spot[data-line="${lines[found.spot[4]]}"]`)];
  spots.forEach((spot) => spot.classList.add("here"));
  spots[0]?.scrollIntoView({ block });
  return spots[0];
}

// A finding stands beside the paragraph of its line.
function showFlags() {
  document.querySelectorAll(".flag").forEach((flag) => flag.remove());
  for (const finding of state.findings) {
    const found = finding.file === 0 && finding.line ? findPlace(finding.line) : null;
    if (!found) continue;
    const flag = make("button", { class: `flag ${finding.severity}`, type: "button", title: finding.message, "data-line": finding.line });
    flag.setAttribute("aria-label", `${NAMES[finding.severity]}: ${finding.message}`);
    place(flag, state.pages[found.index], { left: 24, top: found.spot[1] + 2 });
    at("pages").children[found.index].append(flag);
  }
}

// --- findings

function mendButton(finding, title, remedy) {
  const button = make("button", { type: "button", "data-mend": finding.key, "data-remedy": remedy }, title);
  const where = finding.line ? `${_("dòng {line}", finding)}: ` : "";
  button.setAttribute("aria-label", `${title} (${where}${finding.message})`);
  return button;
}

function itemOf(finding) {
  const where = finding.line ? `${finding.line}:${finding.column}` : finding.name;
  const button = make("button", { type: "button", class: "place", "data-file": finding.file, "data-line": finding.line }, where);
  const item = make("li", { class: finding.severity }, finding.file < 0 || !finding.line ? make("b", {}, where) : button);
  item.dataset.key = finding.key;
  item.classList.toggle("chosen", finding.key === chosen);
  item.append(" ", make("b", {}, NAMES[finding.severity]), ` ${finding.code}: ${finding.message}`);
  if (finding.file > 0) item.append(make("small", {}, finding.name));
  if (finding.hint) item.append(make("small", {}, _("Gợi ý: {hint}", finding)));
  if (finding.cites) item.append(make("small", {}, _("Căn cứ: {cites}", finding)));
  const acts = canMend() ? finding.fixes.map((title, remedy) => mendButton(finding, title, remedy)) : [];
  if (acts.length) item.append(make("p", { class: "acts" }, ...acts));
  return item;
}

// An editor that shows the page writes its texts itself.
const canMend = () => !state.readOnly && !door.lead;

function showFindings() {
  const { findings } = state;
  const said = JSON.stringify([findings, state.readOnly]);
  if (at("findings").said === said) return;
  at("findings").said = said;
  renew(at("findings"), ...findings.map(itemOf));
  at("findings-title").textContent = findings.length ? _("Lỗi và góp ý ({count})", { count: findings.length }) : _("Không có lỗi");
  const many = findings.filter((one) => one.fixable && one.file === 0).length;
  at("mend-all").hidden = !many || !canMend();
  at("mend-all").textContent = _("Sửa {count} chỗ sửa được an toàn", { count: many });
  const offered = findings.some((one) => one.fixes.length);
  at("read-only").textContent = offered && state.readOnly ? _("Không sửa từ trang này được: {readOnly}.", state) : "";
}

async function mend(finding, remedy) {
  const body = JSON.stringify({ draft: state.draft, finding, remedy });
  const answer = await fetch("mend", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  const wrong = answer.ok ? (await answer.json()).wrong : _("không làm được, tải lại trang rồi thử lại");
  at("mended").textContent = wrong || _("đã ghi vào «{name}»", state);
  at("mended").classList.toggle("wrong", Boolean(wrong));
}

function banner() {
  const isNew = state.missing && !state.pages.length && document.querySelector("script[src='editor.js']");
  if (isNew) return _("«{name}» chưa có trên đĩa: lần lưu đầu tiên lập tệp.", state);
  if (state.missing) return _("Không thấy tệp «{name}»: đã đổi tên hoặc bị xóa. Trang tự dựng lại khi tệp trở lại.", state);
  if (!state.number) return _("Đang dựng trang…");
  if (!state.fresh && state.pages.length) return _("Dự thảo đang có lỗi: các trang dưới đây là của lần lưu trước.");
  return state.fresh ? "" : _("Dự thảo đang có lỗi nên chưa dựng được trang nào.");
}

function say(text) {
  at("banner").textContent = text;
  at("banner").hidden = !text;
}

// --- what is done

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mend]");
  if (button) mend(button.dataset.mend, Number(button.dataset.remedy));
  const target = event.target.closest("[data-line]");
  if (!target) return;
  event.preventDefault();
  if (event.detail && target.matches(".spot") && !getSelection().isCollapsed) return; // words on the page were marked
  const [file, line] = [Number(target.dataset.file || 0), Number(target.dataset.line)];
  if (target.closest("#findings") && file === 0) showPlace(line);
  open(file, line);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.(".spot")) event.target.click();
});
document.addEventListener("pointerdown", () => { pressed = true; });
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => setTimeout(() => {
    pressed = false;
    held.forEach((show) => show());
    held.clear();
  }));
}
at("mend-all").addEventListener("click", () => mend(null, null));

// --- news

// Of a page that is as it was the server says no more than that.
async function learn() {
  const known = state;
  const told = await (await door.ask(known ? `state/${known.number}` : "state")).json();
  state = { ...told, pages: told.pages.map((page, index) => page ?? known.pages[index]) };
  if (state.pages.some((page, index) => page !== known?.pages[index])) places = stretches = null;
}

async function learnLines() {
  const told = await (await door.ask("lines")).json();
  const said = JSON.stringify(told);
  if (said !== linesSaid) [lines, linesSaid, places] = [told, said, null];
}

function showState() {
  const isFirst = !document.body.dataset.number;
  document.title = state.title || state.name;
  at("title").textContent = state.title || state.name;
  at("count").textContent = state.pages.length ? _("{count} trang", { count: state.pages.length }) : "";
  at("pages").classList.toggle("stale", !state.fresh && state.number > 0);
  for (const kind of ["pdf", "docx"]) at(kind).hidden = !state.pages.length;
  showPages(state.pages);
  if (isFirst) returnToPlace();
  unpressed("findings", showFindings);
  say(banner());
}

const refresh = oneAtATime(async () => {
  await learn();
  showState();
  await learnLines();
  showSpotsSoon();
  showFlags();
  document.body.dataset.number = state.number;
  if (shown) await showSource(shown.file, shown.line);
  await refreshCopies();
});
