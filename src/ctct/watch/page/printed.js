"use strict";

// What is printed, as text over the pictures of the pages: it can be found, marked and copied, and is read aloud.

const FONT = 75; // hundredths of a line's height
const FACE = getComputedStyle(document.documentElement).getPropertyValue("--printed");
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map(); // of words
let stretches = null; // the lines of each paragraph, over all pages, by its mark
const printed = new WeakMap(); // what each line says

function widthOf(word) {
  if (!widths.has(word)) {
    pen.font = `100px ${FACE}`;
    widths.set(word, pen.measureText(word).width);
  }
  return widths.get(word);
}

function stretchesOf(mark) {
  if (!stretches) {
    stretches = new Map();
    for (const page of state.pages) for (const spot of page.boxes) stretches.set(spot[4], []);
    for (const page of state.pages) for (const spot of page.boxes) stretches.get(spot[4]).push(spot);
  }
  return stretches.get(mark);
}

// The server knows the words of a paragraph and how wide its lines are: each line gets the words that fill it.
function share(words, spots) {
  const pieces = words.match(/\S+\s*/g) ?? [];
  const scale = pieces.reduce((sum, piece) => sum + widthOf(piece), 0) / spots.reduce((sum, spot) => sum + spot[2], 0);
  let [next, filled, end] = [0, 0, 0];
  for (const spot of spots) {
    end += spot[2] * scale;
    const first = next;
    for (; next < pieces.length && (spot === spots.at(-1) || filled + widthOf(pieces[next]) / 2 <= end); next += 1) filled += widthOf(pieces[next]);
    printed.set(spot, pieces.slice(first, next).join(""));
  }
}

function printedAt(page, spot) {
  if (!printed.has(spot)) share(page.words[spot[4]], stretchesOf(spot[4]));
  return printed.get(spot);
}

function markedOf(spot, range) {
  const text = spot.firstChild;
  if (!text || !range.intersectsNode(text)) return "";
  const end = range.endContainer === text ? range.endOffset : text.length;
  return text.data.slice(range.startContainer === text ? range.startOffset : 0, end);
}

// Copied are paragraphs, not lines.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (selection.isCollapsed || !at("pages").contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  let [text, last] = ["", null];
  for (const spot of document.querySelectorAll(".spot")) {
    const marked = markedOf(spot, range);
    if (!marked) continue;
    if (last !== null && last !== spot.dataset.mark) text = `${text.trimEnd()}\n`;
    text += marked;
    last = spot.dataset.mark;
  }
  event.preventDefault();
  event.clipboardData.setData("text/plain", text);
});
