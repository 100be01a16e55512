// What of a text's lines has become another, so that what stays keeps its place, and two who changed the same text both keep theirs.
import { diff } from "@codemirror/merge";
import { ChangeSet } from "@codemirror/state";

const linesOf = (text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

// Each line that is different is a letter of its own: what compares letters then compares lines.
function spelled(lines, letters) {
  return lines.map((line) => {
    if (!letters.has(line)) letters.set(line, letters.size);
    const number = letters.get(line);
    return String.fromCharCode(number < 0xd800 ? number : number + 0x800);
  }).join("");
}

function startsOf(lines) {
  let start = 0;
  return [0, ...lines.map((line) => (start += line.length))];
}

/** Returns the changes that make one text of another, line by line. */
export function lineChanges(before, after) {
  const [old, now] = [linesOf(before), linesOf(after)];
  const letters = new Map();
  const starts = startsOf(old);
  return diff(spelled(old, letters), spelled(now, letters)).map(({ fromA, toA, fromB, toB }) => (
    { from: starts[fromA], to: starts[toA], insert: now.slice(fromB, toB).join("") }));
}

const isSame = (one, other) => one.from === other.from && one.to === other.to && one.insert === other.insert;

/**
 * Returns the changes of `mine` that bring in what `theirs` has made of `base`, and the places where both have changed the same
 * lines: there both stand, one after the other.
 */
export function broughtIn(base, mine, theirs) {
  const own = lineChanges(base, mine);
  const other = lineChanges(base, theirs).filter((change) => !own.some((one) => isSame(one, change)));
  const ours = ChangeSet.of(own, base.length);
  const brought = ChangeSet.of(other, base.length).map(ours);
  const both = other.filter(({ from, to }) => own.some((one) => one.from <= to && from <= one.to));
  return { changes: brought, both: both.map(({ from }) => brought.mapPos(ours.mapPos(from, 1), -1)) };
}

/** Returns the lines that two texts have in common: what they both come from, as far as can still be told. */
export function common(one, other) {
  let text = "";
  let last = 0;
  for (const { from, to } of lineChanges(one, other)) {
    text += one.slice(last, from);
    last = to;
  }
  return text + one.slice(last);
}
