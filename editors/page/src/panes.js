// What stands where: the text, the pages, the findings; side by side where there is room, else one at a time.
import { EditorView } from "@codemirror/view";
import { redo, undo } from "@codemirror/commands";
import { openSearchPanel } from "@codemirror/search";
import { button, element } from "./dom.js";
import { placeOfSaved, save, savedLineOf } from "./draft.js";
import { fixHere, toggleFindings } from "./findings.js";
import { fixAll, format } from "./formatting.js";

const FOLLOW_AFTER = 150; // milliseconds
let draft = "";
let timer = 0;

const at = (id) => document.getElementById(id);

/** Makes room for the text; returns where it goes. */
export function arrange({ name, wrong, readOnly }) {
  draft = name;
  document.body.classList.add("editing");
  const status = element("p", { id: "editing-status", role: "status" });
  const language = element("p", { id: "language-status", role: "status" });
  const tools = element("div", { id: "editing-tools", role: "toolbar", "aria-label": _("Soạn thảo") });
  const text = element("div", { id: "text" });
  const bar = element("div", { id: "conflict", role: "alert", hidden: "" });
  at("pages").before(element("section", { id: "editor", "aria-label": _("Soạn thảo") }, tools, element("div", { id: "editing-told" }, status, language), bar, text));
  at("views").prepend(element("button", { type: "button", "data-view": "text" }, _("Soạn thảo")));
  showView("text");
  if (wrong) text.append(element("p", { class: "wrong" }, wrong));
  else if (readOnly) tellStatus(_("không ghi từ trang này được: {why}", { why: readOnly }), true);
  return text;
}

/** Fills the bar of tools, once there is a text to use them on. */
export function equip(view) {
  const tools = [
    [_("Lưu"), "Ctrl-S", () => save(view), { id: "save" }],
    [_("Hoàn tác"), "Ctrl-Z", () => undo(view)],
    [_("Làm lại"), "Ctrl-Y", () => redo(view)],
    [_("Tìm"), "Ctrl-F", () => openSearchPanel(view)],
    [_("Sửa nhanh"), "Ctrl-.", () => fixHere(view)],
    [_("Sửa an toàn"), "", () => fixAll(view)],
    [_("Định dạng"), "Shift-Alt-F", () => format(view)],
    [_("Lỗi"), "Ctrl-Shift-M", () => toggleFindings(view), { id: "problems" }],
  ];
  // Who clicks on a tool goes on typing in the text.
  at("editing-tools").addEventListener("mousedown", (event) => event.preventDefault());
  at("editing-tools").append(...tools.map(([text, key, act, more = {}]) => button(text, act, { ...more, title: key ? `${text} (${key})` : text })));
}

export function tellStatus(text, wrong = false) {
  at("editing-status").textContent = text;
  at("editing-status").classList.toggle("wrong", wrong);
}

/** Says why nothing is proposed and found, if so. */
export function tellLanguageStatus(text) {
  if (at("language-status").textContent !== text) at("language-status").textContent = text;
}

/** Says that what an action of the language server is called has been done. */
export function tellDone(title) {
  const done = title.replace(/^(Sửa|Đổi|Bỏ|Đặt)/, (verb) => `đã ${verb.toLowerCase()}`);
  tellStatus(done === title ? _("đã làm: {title}", { title }) : done);
}

export function showUnsaved(whether) {
  document.body.dataset.saved = String(!whether);
  if (whether) tellStatus(_("chưa lưu"));
}

/** Says whether the server has what is not saved. */
export const showKept = (whether) => { document.body.dataset.kept = String(whether); };

export function showConflict(text, acts) {
  at("conflict").hidden = !text;
  at("conflict").replaceChildren(...(text ? [element("p", {}, text), ...acts] : []));
}

// --- from the page to the text and back

/** Leads to a line of a file: the text if it is the draft's, else the page's own view of it. */
export function lead(view, name, line) {
  if (name !== draft) {
    showView("faults");
    return showSource(state.files.indexOf(name), line);
  }
  showView("text");
  const anchor = placeOfSaved(line);
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
  return view.focus();
}

/** Marks on the pages what comes from the line of the cursor, and shows it; returns where that begins. */
export const mark = (view, block) => showPlace(savedLineOf(view.state.selection.main.head), block);

export function follow({ view, selectionSet, docChanged }) {
  if (!selectionSet || docChanged) return;
  clearTimeout(timer);
  timer = setTimeout(() => mark(view, "nearest"), FOLLOW_AFTER);
}

export function goToPages(view) {
  showView("pages");
  mark(view, "center")?.focus({ preventScroll: true });
  return true;
}
