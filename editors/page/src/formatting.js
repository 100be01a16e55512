// The text in its one form, and all fixes that are safe.
import { ask, carryOut, changesOf, known, rangeOf } from "./language.js";
import { tellDone, tellStatus } from "./panes.js";

export async function format(view) {
  const before = known();
  const edits = await ask("textDocument/formatting", { options: { tabSize: 2, insertSpaces: true } });
  if (before !== known()) return; // typed on meanwhile
  if (!edits?.length) return tellStatus(_("không có gì phải định dạng"));
  view.dispatch({ changes: changesOf(view.state.doc, edits), userEvent: "format" });
  tellStatus(_("đã định dạng"));
}

export async function fixAll(view) {
  const before = known();
  const context = { diagnostics: [], only: ["source.fixAll"], triggerKind: 1 };
  const actions = await ask("textDocument/codeAction", { range: rangeOf(view.state.doc, 0, 0), context });
  if (before !== known()) return;
  if (!actions?.length) return tellStatus(_("không có chỗ nào sửa ngay được một cách an toàn"));
  carryOut(view, actions[0], "fix");
  tellDone(actions[0].title);
}
