"use strict";

// The copies that were sent back: their edits, each to be taken or left.

const KINDS = {
  moved: _("chuyển chỗ"), charged: _("phân công"), note: _("chú thích"), row: _("hàng của bảng"), added: _("đoạn mới"), removed: _("bỏ đoạn"),
  word: _("lời văn"),
};
let desk = null; // what the server last told of the copies
let waiting = 0; // how many times it was asked

async function order(what, body, headers = {}) {
  const answer = await fetch(what, { method: "POST", headers, body });
  if (answer.status === 413) return tellCopies(_("tệp quá lớn, chưa mở"), true);
  if (!answer.ok) return tellCopies(_("không làm được, tải lại trang rồi thử lại"), true);
  waiting += 1; // what was asked for before is out of date
  const told = await answer.json();
  showCopies(told);
  return tellCopies(told.told || (what === "take" ? _("đã ghi vào «{name}»", state) : ""), Boolean(told.told));
}

const send = (what, said) => order(what, JSON.stringify(said), { "Content-Type": "application/json" });

function tellCopies(text, wrong = false) {
  at("copies-told").textContent = text;
  at("copies-told").classList.toggle("wrong", wrong);
}

async function handOver(files) {
  for (const file of files) {
    tellCopies(_("đang đọc «{name}»…", file));
    const type = { "Content-Type": "application/octet-stream" };
    await order(`copy/${encodeURIComponent(file.name)}`, file, type);
  }
}

// --- what is shown

function placeOf(one) {
  const where = [one.label, one.line ? _("dòng {line}", one) : ""].filter(Boolean).join(", ");
  if (!one.line) return make("b", {}, where || _("cả văn bản"));
  return make("button", { type: "button", class: "place", "data-place": one.line }, where);
}

function actButton(text, act, copy, key, name) {
  const button = make("button", { type: "button", "data-act": act, "data-copy": copy.number }, text);
  if (key !== null) button.dataset.key = key;
  button.setAttribute("aria-label", `${text}: ${name}`);
  return button;
}

function wordsOf(edit) {
  const words = make("p", {});
  if (edit.old) words.append(make(edit.kind === "moved" ? "span" : "del", {}, edit.old));
  if (edit.old && edit.new) words.append(" → ");
  if (edit.new) words.append(make("ins", {}, edit.new));
  return words;
}

function editItem(copy, edit) {
  const item = make("li", { class: edit.takeable ? "" : edit.conflict ? "conflict" : "untakeable" });
  item.append(placeOf(edit), ` ${edit.conflict ? _("xung đột") : KINDS[edit.kind]}`);
  if (edit.who) item.append(" ", make("small", {}, edit.who));
  item.append(wordsOf(edit));
  if (edit.why) item.append(make("p", {}, make("small", {}, edit.why)));
  const name = (edit.new || edit.old).slice(0, 80);
  const acts = make("p", {});
  if (edit.takeable) acts.append(actButton(_("Nhận"), "take", copy, edit.key, name), " ");
  acts.append(actButton(_("Bỏ qua"), "leave", copy, edit.key, name));
  item.append(acts);
  return item;
}

function remarkItem(remark) {
  const item = make("li", { class: "remark" }, placeOf(remark), ` ${remark.answers ? _("trả lời nhận xét") : _("nhận xét")}`);
  if (remark.resolved) item.append(` ${_("(đã giải quyết)")}`);
  item.append(" ", make("small", {}, remark.who), make("blockquote", {}, remark.text));
  return item;
}

function copySection(copy) {
  const section = make("section", { class: "copy", "aria-label": _("Bản sửa {name}", copy) }, make("h3", {}, copy.name));
  for (const told of copy.told) section.append(make("p", {}, told));
  const many = copy.edits.filter((edit) => edit.takeable).length;
  const acts = make("p", {});
  if (many) acts.append(actButton(_("Nhận tất cả ({count})", { count: many }), "take", copy, null, copy.name), " ");
  if (copy.edits.length) acts.append(actButton(_("Bỏ qua tất cả"), "leave", copy, null, copy.name), " ");
  acts.append(actButton(_("Đóng"), "close", copy, null, copy.name));
  if (!copy.told.length && !copy.edits.length) section.append(make("p", {}, _("Không còn chỗ sửa nào.")));
  section.append(acts, make("ol", {}, ...copy.edits.map((edit) => editItem(copy, edit)), ...copy.remarks.map(remarkItem)));
  return section;
}

function showCopies(told) {
  unpressed("copies", () => {
    const scrolled = at("copies").scrollTop;
    desk = told;
    at("copies").classList.toggle("open", told.copies.length > 0);
    renew(at("copies-list"), ...told.copies.map(copySection));
    at("copies").scrollTop = scrolled;
    document.body.dataset.copies = told.draft;
  });
}

async function refreshCopies() {
  if (!state.copies && !desk?.copies.length) return;
  const turn = ++waiting;
  const answer = await door.ask("copies");
  if (turn !== waiting || !answer.ok) return;
  const told = await answer.json();
  if (turn === waiting) showCopies(told);
}

// --- what is done

document.addEventListener("click", async (event) => {
  const place = event.target.closest("[data-place]");
  if (place) showPlace(Number(place.dataset.place));
  const button = event.target.closest("[data-act]");
  if (!button || !desk) return;
  const { act, copy, key } = button.dataset;
  await send(act, { copy: Number(copy), key: key ?? null, draft: desk.draft });
});

at("choose").addEventListener("change", async (event) => {
  await handOver([...event.target.files]);
  event.target.value = ""; // the same file, saved again, is another
});

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("dropping"));
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  document.body.classList.remove("dropping");
  handOver([...event.dataTransfer.files]);
});
