// What the language server tells of a place, drawn without ever reading it as HTML.
import { ask, offsetOf, positionOf } from "./language.js";

export async function hover(view, pos) {
  const { doc } = view.state;
  const told = await ask("textDocument/hover", { position: positionOf(doc, pos) });
  if (!told) return null;
  const [start, end] = told.range ? [told.range.start, told.range.end].map((place) => offsetOf(doc, place)) : [pos, pos];
  return { pos: start, end, above: true, create: () => ({ dom: prose(told.contents.value) }) };
}

const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|`([^`]+)`/g;
const TAGS = ["strong", "em", "code"];

function inline(parent, text) {
  let last = 0;
  for (const found of text.matchAll(INLINE)) {
    const which = found.slice(1).findIndex((one) => one !== undefined);
    const element = document.createElement(TAGS[which]);
    element.textContent = found[which + 1];
    parent.append(text.slice(last, found.index), element);
    last = found.index + found[0].length;
  }
  parent.append(text.slice(last));
}

/** Returns what Markdown says: paragraphs, blocks between fences, words that are bold, slanted or code. */
export function prose(text) {
  const box = document.createElement("div");
  box.className = "prose";
  text.split(/^```.*\n?/m).forEach((part, index) => {
    for (const block of index % 2 ? [part] : part.split(/\n{2,}/)) {
      if (!block.trim()) continue;
      const element = document.createElement(index % 2 ? "pre" : "p");
      if (index % 2) element.textContent = block;
      else inline(element, block);
      box.append(element);
    }
  });
  return box;
}
