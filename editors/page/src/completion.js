// What may be typed at the cursor. The server finds what is meant by letters with accents; of those without it gives all there is.
import { insertCompletionText, pickedCompletion, startCompletion } from "@codemirror/autocomplete";
import { ask, offsetOf, positionOf } from "./language.js";
import { prose } from "./hover.js";

const WORD = /[\p{L}\p{M}\p{N}_-]*$/u;
const TRIGGER = /[@^~+]$/;
const TYPES = { 5: "property", 6: "variable", 7: "class", 9: "namespace", 17: "text", 18: "constant", 20: "enum" };

export async function complete(context) {
  const { doc } = context.state;
  const line = doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const typed = WORD.exec(before)[0];
  if (!context.explicit && !typed && !TRIGGER.test(before)) return null;
  const list = await ask("textDocument/completion", { position: positionOf(doc, context.pos) });
  if (context.aborted || !list?.items.length) return null;
  const from = offsetOf(doc, list.items[0].textEdit.range.start);
  const options = list.items.map((item) => optionOf(item));
  // Of what has accents it is exactly what the server found, and is asked for again after the next letter.
  if (list.isIncomplete) return { from, options, filter: false };
  return { from, options, validFor: /^[\w-]*$/ };
}

function optionOf(item) {
  return {
    label: item.label,
    detail: item.detail,
    sortText: item.sortText,
    type: TYPES[item.kind],
    info: item.documentation ? () => prose(item.documentation.value) : undefined,
    apply: (view, option, from, to) => {
      view.dispatch({ ...insertCompletionText(view.state, item.textEdit.newText, from, to), annotations: pickedCompletion.of(option) });
      if (item.textEdit.newText.endsWith(": ")) startCompletion(view); // after a key its values
    },
  };
}
