// What the language server finds: under the words, at the margin, in a list below; each with what can be done about it.
import { forEachDiagnostic, setDiagnostics, setDiagnosticsEffect } from "@codemirror/lint";
import { StateEffect, StateField } from "@codemirror/state";
import { EditorView, showPanel } from "@codemirror/view";
import { button, element } from "./dom.js";
import { ask, carryOut, known, offsetOf, positionOf, rangeOf } from "./language.js";
import { tellDone, tellStatus } from "./panes.js";

const NAMES = { error: _("lỗi"), warning: _("cảnh báo"), info: _("góp ý") };
const SEVERITIES = [undefined, "error", "warning", "info", "info"];
const CLASSES = { info: "advice" };
const LIMIT_FIXES = 100; // findings for which fixes are asked for unasked
const QUICK = { diagnostics: [], only: ["quickfix"], triggerKind: 1 };
const open = StateEffect.define();

const opened = StateField.define({
  create: () => null,
  update: (value, { effects }) => effects.reduce((now, effect) => (effect.is(open) ? effect.value : now), value),
  provide: (field) => showPanel.from(field),
});

export const findings = [opened];

/** Shows what was found in the text as it stands, then what can be done about it. */
export async function showDiagnostics(view, told) {
  const turn = known();
  set(view, told, new Map());
  if (!told.length || told.length > LIMIT_FIXES) return;
  const actions = await ask("textDocument/codeAction", { range: rangeOf(view.state.doc, 0, view.state.doc.length), context: QUICK });
  if (!actions?.length || turn !== known()) return;
  const fixes = new Map();
  for (const action of actions) {
    const name = nameOf(action.diagnostics[0]);
    fixes.set(name, [...(fixes.get(name) ?? []), action]);
  }
  set(view, told, fixes);
}

const nameOf = ({ range, code, message }) => JSON.stringify([range.start, code, message]);

function set(view, told, fixes) {
  const found = told.map((one) => diagnosticOf(view, one, fixes.get(nameOf(one)) ?? []));
  view.dispatch(setDiagnostics(view.state, found));
  const errors = document.getElementById("problems");
  errors.textContent = found.length ? _("Lỗi ({count})", { count: found.length }) : _("Không có lỗi");
  document.body.dataset.checked = known();
}

function diagnosticOf(view, one, actions) {
  const { doc } = view.state;
  const made = {
    from: offsetOf(doc, one.range.start), to: offsetOf(doc, one.range.end), severity: SEVERITIES[one.severity],
    source: one.code, message: one.message, fixes: actions.map((action) => action.title),
  };
  return { ...made, renderMessage: () => element("div", {}, element("p", {}, one.message), ...fixButtons(view, made)) };
}

const fixButtons = (view, { fixes, ...finding }) =>
  fixes.map((title) => button(title, () => fix(view, finding, title), { class: "fix" }));

function placeOf(state, { source, message }) {
  let found = null;
  forEachDiagnostic(state, (one, from) => { if (one.source === source && one.message === message) found ??= from; });
  return found;
}

// The place may have moved since the fix was offered: it is asked for again, as it is now.
async function fix(view, finding, title) {
  const from = placeOf(view.state, finding);
  if (from === null) return;
  const turn = known();
  const actions = await ask("textDocument/codeAction", { range: rangeOf(view.state.doc, from, from), context: QUICK });
  const action = actions?.find((one) => one.title === title);
  if (!action || turn !== known()) return;
  carryOut(view, action, "fix");
  tellDone(title);
  view.focus();
}

// --- the list

export function toggleFindings(view) {
  const isOpen = view.state.field(opened) === listPanel;
  view.dispatch({ effects: open.of(isOpen ? null : listPanel) });
  if (isOpen) view.focus();
  else document.querySelector("#found button")?.focus();
  return true;
}

function close(view) {
  view.dispatch({ effects: open.of(null) });
  view.focus();
}

function panelOf(view, title, ...inside) {
  const dom = element("section", { class: "found", "aria-label": title }, button(_("Đóng"), () => close(view), { class: "close" }), ...inside);
  dom.addEventListener("keydown", (event) => { if (event.key === "Escape") close(view); });
  return dom;
}

function itemOf(view, one, from) {
  const { line, character } = positionOf(view.state.doc, from);
  const place = button(`${line + 1}:${character + 1}`, () => {
    const anchor = placeOf(view.state, one) ?? from;
    view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    view.focus();
  }, { class: "place" });
  return element("li", { class: CLASSES[one.severity] ?? one.severity }, place, ` ${NAMES[one.severity]} ${one.source}: ${one.message} `, ...fixButtons(view, one));
}

function listPanel(view) {
  const list = element("ol", { id: "found" });
  const fill = () => {
    const before = [...list.querySelectorAll("button")].indexOf(document.activeElement);
    const items = [];
    forEachDiagnostic(view.state, (one, from) => items.push(itemOf(view, one, from)));
    list.replaceChildren(...(items.length ? items : [element("li", {}, _("Không có lỗi nào."))]));
    if (before >= 0) [...list.querySelectorAll("button")][before]?.focus();
  };
  fill();
  return {
    dom: panelOf(view, _("Lỗi và góp ý"), list),
    update: ({ transactions }) => {
      if (transactions.some(({ effects }) => effects.some((effect) => effect.is(setDiagnosticsEffect)))) fill();
    },
  };
}

/** Offers what can be done about what was found in the line of the cursor. */
export async function fixHere(view) {
  const { head } = view.state.selection.main;
  const turn = known();
  const actions = await ask("textDocument/codeAction", { range: rangeOf(view.state.doc, head, head), context: QUICK });
  if (turn !== known()) return;
  if (!actions?.length) return tellStatus(_("dòng này không có chỗ sửa nhanh"));
  const make = () => ({
    dom: panelOf(view, _("Sửa nhanh"), ...actions.map((action) => button(action.title, () => {
      close(view);
      if (turn === known()) carryOut(view, action, "fix");
    }, { class: "fix" }))),
  });
  view.dispatch({ effects: open.of(make) });
  document.querySelector(".found .fix").focus();
}
