// The text and its file: saved by Ctrl-S, kept while it is not, and never written over what another program has written.
import { isolateHistory } from "@codemirror/commands";
import { getChunks, unifiedMergeView } from "@codemirror/merge";
import { ChangeSet, Compartment, StateEffect, Text } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { button, order } from "./dom.js";
import { broughtIn, common, lineChanges } from "./lines.js";
import { mark, showConflict, showKept, showUnsaved, tellStatus } from "./panes.js";
import { setReadOnly } from "./view.js";

const KEEP_AFTER = 400; // milliseconds
let base = null; // what the file says as far as this page knows: {mark, doc}
let since = null; // what has become of that
let saving = null; // what has become of what is being written
let conflict = null; // what another program has written: {mark, text}
let looking = 0; // how many times the file was looked at
let timer = 0;
const comparison = new Compartment();

const textOf = (text) => Text.of(text.split("\n"));
const unchanged = (doc) => ChangeSet.empty(doc.length).desc;
const isUnsaved = (view) => !view.state.doc.eq(base.doc);

function settle(view, mark, doc, desc) {
  base = { mark, doc };
  since = desc;
  showUnsaved(isUnsaved(view));
}

/** Begins with what the file says, and with what was typed before and not saved. */
export function begin(view, opened) {
  settle(view, opened.mark, view.state.doc, unchanged(view.state.doc));
  view.dispatch({ effects: StateEffect.appendConfig.of(comparison.of([])) });
  addEventListener("beforeunload", (event) => { if (document.body.dataset.kept === "false") event.preventDefault(); });
  if (!opened.kept || opened.kept.text === opened.text) return;
  become(view, opened.kept.text);
  if (opened.kept.mark === opened.mark) return tellStatus(_("đã lấy lại chữ chưa lưu lần trước"));
  // What both come from is gone: as far as they agree.
  base = { mark: opened.kept.mark, doc: textOf(common(opened.text, opened.kept.text)) };
  meet(view, { mark: opened.mark, text: opened.text });
}

// What another has written is no typing of the drafter's, but can be undone like it.
function become(view, text) {
  const changes = lineChanges(view.state.doc.toString(), text);
  view.dispatch({ changes, annotations: isolateHistory.of("full"), userEvent: "disk" });
}

export function changed({ view, changes }) {
  since = since?.composeDesc(changes.desc);
  saving = saving?.composeDesc(changes.desc);
  if (!base) return;
  showUnsaved(isUnsaved(view));
  if (!isUnsaved(view)) tellStatus("");
  showKept(false);
  clearTimeout(timer);
  timer = setTimeout(() => keep(view), KEEP_AFTER);
}

async function keep(view) {
  let doc = null;
  const answer = await order("keep", () => {
    doc = view.state.doc; // as it is when its turn comes
    return { mark: base.mark, text: isUnsaved(view) || conflict ? doc.toString() : null };
  });
  if (answer && !answer.wrong) showKept(view.state.doc.eq(doc));
  else tellStatus(answer?.wrong ?? _("mất kết nối: chữ đang gõ chỉ còn ở trang này, đừng đóng trang"), true);
}

/** Writes the text to its file, unless another program has written that meanwhile. */
export async function save(view) {
  if (saving || view.state.readOnly) return;
  if (conflict) return meet(view, conflict);
  const doc = view.state.doc;
  saving = unchanged(doc);
  tellStatus(_("đang lưu…"));
  const answer = await order("save", () => ({ mark: base.mark, text: doc.toString() }));
  const desc = saving;
  saving = null;
  if (answer?.mark) {
    settle(view, answer.mark, doc, desc);
    compare(view, null);
    tellStatus(_("đã lưu"));
    showKept(view.state.doc.eq(doc));
  } else if (answer?.conflict) {
    await afterNews(view);
  } else {
    tellStatus(answer?.wrong ?? _("chưa lưu được: mất kết nối với «ctct watch»"), true);
  }
}

/** Looks whether another program has written the file; many do so by emptying it first, or by taking it away. */
export async function afterNews(view, again = false) {
  if (view.state.readOnly) return; // what becomes of the draft is up to the page that has taken it over
  looking += 1;
  const turn = looking;
  const opened = await fetch("draft", { cache: "no-store" }).then((answer) => answer.json(), () => null);
  mark(view, "nearest");
  if (turn !== looking || !opened || opened.wrong) return;
  if (saving) return setTimeout(() => afterNews(view), KEEP_AFTER); // it may be what we write
  if (opened.mark === base.mark) return dismiss(view);
  if (!opened.text && base.doc.length && !again) return setTimeout(() => afterNews(view, true), KEEP_AFTER);
  if (opened.text === view.state.doc.toString()) return taken(view, opened);
  if (opened.mark && !isUnsaved(view)) {
    become(view, opened.text);
    taken(view, opened);
    return tellStatus(_("chương trình khác vừa sửa tệp: đã lấy bản mới (Ctrl-Z để quay lại)"));
  }
  meet(view, opened);
}

function taken(view, { mark: now, text }) {
  const doc = textOf(text);
  const desc = ChangeSet.of(lineChanges(text, view.state.doc.toString()), doc.length).desc;
  settle(view, now, doc, desc);
  dismiss(view);
  keep(view);
}

function dismiss(view) {
  if (conflict) {
    tellStatus("");
    showUnsaved(isUnsaved(view));
  }
  conflict = null;
  showConflict("", []);
  compare(view, null);
}

// --- another program has written the file

function meet(view, disk) {
  conflict = { mark: disk.mark, text: disk.text };
  tellStatus(_("chưa lưu"));
  if (!disk.mark) {
    return showConflict(_("Tệp không còn trên đĩa: đã bị xóa hoặc đổi tên. Chữ ở đây vẫn nguyên."), [
      button(_("Ghi lại tệp này"), () => { settle(view, "", textOf(""), unchanged(textOf(""))); dismiss(view); save(view); }),
    ]);
  }
  return showConflict(_("Chương trình khác vừa sửa tệp này trên đĩa, còn chữ ở đây chưa lưu. Chưa ghi đè gì."), [
    button(_("Ghép cả hai"), () => bringIn(view)),
    button(_("Xem chỗ khác nhau"), () => compare(view, conflict.text)),
    button(_("Lấy bản trên đĩa"), () => takeTheirs(view)),
    button(_("Ghi chữ của tôi ra tệp khác"), () => saveApart(view)),
  ]);
}

function bringIn(view) {
  const disk = conflict;
  const mine = view.state.doc.toString();
  const { changes, both } = broughtIn(base.doc.toString(), mine, disk.text);
  view.dispatch({ changes, userEvent: "disk", ...(both.length ? { selection: { anchor: both[0] }, scrollIntoView: true } : {}) });
  taken(view, disk);
  compare(view, disk.text);
  const lines = both.map((at) => view.state.doc.lineAt(at).number).join(", ");
  const bothStand = _("đã ghép; cùng sửa ở dòng {lines}: cả hai bản đứng liền nhau, bỏ bớt rồi lưu", { lines });
  tellStatus(both.length ? bothStand : _("đã ghép; xem lại rồi lưu"));
  view.focus();
}

function takeTheirs(view) {
  const disk = conflict;
  become(view, disk.text);
  taken(view, disk);
  tellStatus(_("đã lấy bản trên đĩa (Ctrl-Z lấy lại chữ của mình)"));
  view.focus();
}

async function saveApart(view) {
  const answer = await order("apart", () => ({ text: view.state.doc.toString() }));
  if (!answer?.name) return tellStatus(answer?.wrong ?? _("chưa ghi được: mất kết nối với «ctct watch»"), true);
  takeTheirs(view);
  return tellStatus(_("chữ của mình ở «{name}»; ở đây là bản trên đĩa", answer));
}

/** Shows the text beside what the disk has; of `null`, no more. */
function compare(view, original) {
  const shown = original === null ? [] : unifiedMergeView({ original: textOf(original), gutter: false });
  view.dispatch({ effects: comparison.reconfigure(shown) });
  const first = original === null ? undefined : getChunks(view.state).chunks[0];
  if (first) view.dispatch({ effects: EditorView.scrollIntoView(first.fromB, { y: "center" }) });
}

/** Says that another page has taken the draft over. */
export function takenOver(view) {
  setReadOnly(view, true);
  for (const tool of document.querySelectorAll("#editing-tools button")) tool.disabled = true;
  showConflict(_("Dự thảo này đang soạn ở một trang khác."), [button(_("Soạn ở đây"), () => location.reload())]);
}

// --- lines of the file and of the text

/** Returns the place in the text of a line of the file. */
export function placeOfSaved(number) {
  const line = base.doc.line(Math.min(number, base.doc.lines));
  return since.mapPos(line.from, 1);
}

/** Returns the line of the file that a place in the text comes from. */
export const savedLineOf = (at) => base.doc.lineAt(since.invertedDesc.mapPos(at, -1)).number;
