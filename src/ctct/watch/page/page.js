"use strict";

const NAMES = { error: "lỗi", warning: "cảnh báo", advice: "góp ý" };
const at = (id) => document.getElementById(id);
let state = null;
let shown = null; // the place in the draft that the source pane shows: {file, line}
let turns = 0; // how many times the source pane was asked to show something, or nothing
let busy = false;
let again = false;

function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

// --- pages

function place(element, page, { left, top, width, height }) {
  element.style.left = `${(100 * left) / page.width}%`;
  element.style.top = `${(100 * top) / page.height}%`;
  if (width) element.style.width = `${(100 * width) / page.width}%`;
  if (height) element.style.height = `${(100 * height) / page.height}%`;
}

function spotOf(page, spot, first) {
  const [left, top, width, height, line] = spot;
  const link = make("a", { class: "spot", href: `#dong-${line}`, "aria-label": `dòng ${line} của dự thảo`, "data-line": line });
  link.tabIndex = first ? 0 : -1;
  place(link, page, { left, top, width, height });
  return link;
}

function showPage(box, page, number) {
  if (box.dataset.mark !== page.mark) {
    box.dataset.mark = page.mark;
    box.style.maxWidth = `${(page.width * 4) / 3}px`;
    box.style.aspectRatio = `${page.width} / ${page.height}`;
    door.draw(box.firstChild, page.mark); // the old picture stays until the new one is there
    box.firstChild.alt = `Trang ${number}`;
  }
  const said = JSON.stringify(page.boxes);
  if (box.dataset.spots === said) return;
  box.dataset.spots = said;
  let last = 0;
  const spots = page.boxes.map((spot) => {
    const link = spotOf(page, spot, spot[4] !== last);
    last = spot[4];
    return link;
  });
  box.replaceChildren(box.firstChild, ...spots);
}

function showPages(pages) {
  const holder = at("pages");
  while (holder.children.length > pages.length) holder.lastChild.remove();
  pages.forEach((page, index) => {
    const box = holder.children[index] || holder.appendChild(make("section", { class: "page" }, make("img", { loading: "lazy" })));
    showPage(box, page, index + 1);
  });
}

// A finding stands beside the paragraph of its line: the last one that begins there or above.
function showFlags() {
  document.querySelectorAll(".flag").forEach((flag) => flag.remove());
  const lines = new Map();
  state.pages.forEach((page, index) =>
    page.boxes.forEach((spot) => lines.has(spot[4]) || lines.set(spot[4], { page, index, spot })));
  const known = [...lines.keys()].sort((one, other) => one - other);
  for (const finding of state.findings) {
    const line = known.filter((one) => one <= finding.line).pop();
    if (finding.file !== 0 || line === undefined) continue;
    const { page, index, spot } = lines.get(line);
    const flag = make("button", { class: `flag ${finding.severity}`, type: "button", title: finding.message, "data-line": finding.line });
    flag.setAttribute("aria-label", `${NAMES[finding.severity]}: ${finding.message}`);
    place(flag, page, { left: 24, top: spot[1] + 2 });
    at("pages").children[index].append(flag);
  }
}

// --- findings

function itemOf(finding) {
  const where = finding.line ? `${finding.line}:${finding.column}` : finding.name;
  const button = make("button", { type: "button", "data-file": finding.file, "data-line": finding.line }, where);
  const item = make("li", { class: finding.severity }, finding.file < 0 || !finding.line ? make("b", {}, where) : button);
  item.append(` ${NAMES[finding.severity]} ${finding.code}: ${finding.message}`);
  if (finding.file > 0) item.append(make("small", {}, finding.name));
  if (finding.hint) item.append(make("small", {}, `Gợi ý: ${finding.hint}`));
  if (finding.cites) item.append(make("small", {}, `Căn cứ: ${finding.cites}`));
  return item;
}

function showFindings(findings) {
  at("findings").replaceChildren(...findings.map(itemOf));
  at("findings-title").textContent = findings.length ? `Lỗi và góp ý (${findings.length})` : "Không có lỗi";
}

function banner() {
  if (state.missing) return `Không thấy tệp «${state.name}»: đã đổi tên hoặc bị xóa. Trang tự dựng lại khi tệp trở lại.`;
  if (!state.fresh && state.pages.length) return "Dự thảo đang có lỗi: các trang dưới đây là của lần lưu trước.";
  return state.fresh ? "" : "Dự thảo đang có lỗi nên chưa dựng được trang nào.";
}

function say(text) {
  at("banner").textContent = text;
  at("banner").hidden = !text;
}

// --- the draft's text

async function showSource(file, line) {
  const turn = ++turns;
  const answer = await door.ask(`text/${file}/${line}`);
  if (turn !== turns) return; // meanwhile another line was asked for, or none
  if (!answer.ok) return hideSource();
  const { first, lines } = await answer.json();
  if (turn !== turns) return;
  shown = { file, line };
  const notes = new Map();
  for (const one of state.findings) if (one.file === file) notes.set(one.line, [...(notes.get(one.line) || []), one]);
  at("lines").replaceChildren(...lines.map((text, index) => {
    const number = first + index;
    const row = make("li", number === line ? { class: "here", "aria-current": "location" } : {}, make("span", {}, String(number)), make("code", {}, text));
    for (const one of notes.get(number) || []) row.append(make("div", { class: `note ${one.severity}` }, one.message));
    return row;
  }));
  at("source-title").textContent = `${state.files[file]}, dòng ${line}`;
  at("edit").hidden = !state.editor;
  at("source").hidden = false;
  document.querySelector("#lines .here")?.scrollIntoView({ block: "center" });
}

function hideSource() {
  turns += 1;
  shown = null;
  at("source").hidden = true;
}

async function edit() {
  const order = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(shown) };
  const answer = await fetch("open", order);
  const wrong = answer.ok ? (await answer.json()).wrong : "không mở được trình soạn thảo";
  if (wrong) say(wrong);
}

async function open(file, line) {
  if (door.lead) return door.lead(state.files[file], line);
  await showSource(file, line);
  if (state.editor && shown) await edit();
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-line]");
  if (!target) return;
  event.preventDefault();
  open(Number(target.dataset.file || 0), Number(target.dataset.line));
});
at("close").addEventListener("click", hideSource);
at("edit").addEventListener("click", edit);

// --- news

async function refresh() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    do {
      again = false;
      state = await (await door.ask("state")).json();
      document.title = state.title || state.name;
      at("title").textContent = state.title || state.name;
      at("count").textContent = state.pages.length ? `${state.pages.length} trang` : "";
      at("pages").classList.toggle("stale", !state.fresh);
      for (const kind of ["pdf", "docx"]) at(kind).hidden = !state.pages.length;
      showPages(state.pages);
      showFlags();
      showFindings(state.findings);
      say(banner());
      document.body.dataset.number = state.number;
      if (shown) await showSource(shown.file, shown.line);
      await refreshCopies();
    } while (again);
  } finally {
    busy = false;
  }
}

const news = door.listen(refresh, () => say("Mất kết nối với «ctct watch»: lệnh đã dừng, hoặc đang khởi động lại."));
