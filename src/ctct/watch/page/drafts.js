"use strict";

// The drafts of a folder that is watched: one is shown, the others are a click away.

const here = Number(location.pathname.split("/").at(-2));
const list = at("drafts-list");
let drafts = new Map(); // what is told of each, by its number
let listed = -1; // the list that is shown
const items = new Map(); // what is shown of each
let sought = []; // the items that stand in the list
let entry = null; // the item that the Tab key goes to: one of thousands

// Of what a browser skips it must know beforehand how much there is: it looks after a hundred stretches of the list in no time,
// after thousands of lines it does not.
const STRETCH = 50;
const SIGNS = { error: "✗", warning: "▲", advice: "●" };

function tallyOf(draft) {
  if (!draft.checked) return ["…", _("đang kiểm tra"), ""];
  const counted = ["error", "warning", "advice"].filter((one) => draft[one]);
  if (!counted.length) return ["✓", _("không có lỗi"), "good"];
  const said = counted.map((one) => _("{count} {severity}", { count: draft[one], severity: NAMES[one] })).join(", ");
  return [counted.map((one) => `${SIGNS[one]} ${draft[one]}`).join(" "), said, counted[0]];
}

function draftItem(draft) {
  const [sign, said, severity] = tallyOf(draft);
  const cut = draft.name.lastIndexOf("/") + 1;
  const name = make("span", { class: "name" }, draft.name.slice(cut));
  if (cut) name.prepend(make("small", {}, draft.name.slice(0, cut)));
  const tally = make("span", { class: `tally ${severity}`, title: said }, make("span", { "aria-hidden": "true" }, sign));
  tally.append(make("span", { class: "unseen" }, said));
  const copies = draft.copies ? [make("span", { class: "tally", title: _("{count} bản sửa gửi về", { count: draft.copies }) }, `✎ ${draft.copies}`), " "] : [];
  const link = make("a", { href: `../${draft.number}/`, title: draft.name, tabindex: "-1" }, name, " ", ...copies, tally);
  if (draft.number === here) link.setAttribute("aria-current", "page");
  return Object.assign(make("div", { role: "listitem" }, link), { draft, plain: plain(draft.name) });
}

// Of thousands of drafts only those are told, and made anew, of which something else is said.
async function learnDrafts() {
  const answer = await door.ask(listed < 0 ? "drafts" : `drafts/${listed}`);
  if (!answer.ok) return;
  const told = await answer.json();
  if (told.whole) drafts = new Map(told.drafts.map((one) => [one.number, asKnown(one)]));
  else for (const one of told.drafts) drafts.set(one.number, one);
  listed = told.edition;
  at("drafts-title").textContent = `${told.folder} (${drafts.size})`;
  unpressed("drafts", showDrafts);
}

function asKnown(draft) {
  const known = drafts.get(draft.number);
  return JSON.stringify(known) === JSON.stringify(draft) ? known : draft;
}

function showDrafts() {
  const isFirst = !items.size;
  for (const number of items.keys()) if (!drafts.has(number)) items.delete(number);
  for (const [number, draft] of drafts) {
    const old = items.get(number);
    if (old?.draft === draft) continue;
    items.set(number, draftItem(draft));
    if (old?.isConnected) exchange(old, items.get(number));
  }
  seek();
  at("drafts").hidden = false;
  document.querySelector("#views [data-view=drafts]").hidden = false;
  document.body.classList.add("folder");
  if (isFirst) items.get(here)?.scrollIntoView({ block: "nearest" });
}

function exchange(old, item) {
  const hadFocus = old.contains(document.activeElement);
  old.replaceWith(item);
  const index = sought.indexOf(old);
  sought[index] = item;
  count(item, index);
  if (entry === old) enterAt(item);
  if (hadFocus) item.firstChild.focus({ preventScroll: true });
}

const refreshDrafts = oneAtATime(learnDrafts);

// What is sought is found with and without accents.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll(/[đĐ]/g, "d").toLowerCase();

function seek() {
  const words = plain(at("drafts-find").value).split(/\s+/);
  const now = [...drafts.keys()].map((number) => items.get(number)).filter((item) => words.every((word) => item.plain.includes(word)));
  if (now.length !== sought.length || now.some((item, index) => item !== sought[index])) arrange(now);
  const told = now.length ? _("thấy {count} dự thảo", { count: now.length }) : _("không thấy dự thảo nào");
  at("drafts-found").textContent = words.join("") ? told : "";
}

const rankOf = (element) => sought.indexOf(element.closest("[role=listitem]"));

// Whoever goes through the list by keyboard stays where he was.
function arrange(now) {
  const focused = rankOf(document.activeElement);
  const next = now.includes(sought[focused]) ? sought[focused] : now[Math.min(focused, now.length - 1)];
  sought = now;
  sought.forEach(count);
  const stretches = Array.from({ length: Math.ceil(now.length / STRETCH) }, (_, index) => now.slice(index * STRETCH, (index + 1) * STRETCH));
  while (list.children.length > stretches.length) list.lastChild.remove();
  stretches.forEach((stretch, index) => fill(list.children[index] ?? list.appendChild(make("div")), stretch));
  enterAt(now.includes(entry) ? entry : next ?? items.get(here) ?? now[0]);
  if (focused >= 0) next?.firstChild.focus({ preventScroll: true });
}

// A screen reader is told of the lines in sight; these say how many there are.
function count(item, index) {
  item.ariaPosInSet = index + 1;
  item.ariaSetSize = sought.length;
}

function fill(box, stretch) {
  if (box.children.length === stretch.length && stretch.every((item, index) => item === box.children[index])) return;
  box.replaceChildren(...stretch);
  box.style.setProperty("--count", stretch.length);
}

// --- by keyboard

function enterAt(item) {
  if (entry) entry.firstChild.tabIndex = -1;
  entry = item ?? null;
  if (entry) entry.firstChild.tabIndex = 0;
}

const GOES = { ArrowDown: (now) => now + 1, ArrowUp: (now) => now - 1, Home: () => 0, End: () => sought.length - 1 };

list.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !Object.hasOwn(GOES, event.key)) return;
  event.preventDefault();
  const next = GOES[event.key](rankOf(event.target));
  if (next < 0) at("drafts-find").focus();
  else sought[next]?.firstChild.focus();
});
list.addEventListener("focusin", (event) => enterAt(sought[rankOf(event.target)]));
at("drafts-find").addEventListener("keydown", (event) => {
  if (event.isComposing || !sought.length || !["ArrowDown", "Enter"].includes(event.key)) return;
  event.preventDefault();
  if (event.key === "Enter") sought[0].firstChild.click();
  else sought[0].firstChild.focus();
});

// Whoever goes from one draft found to the next has not sought in vain.
at("drafts-find").value = kept.read("find", "");
at("drafts-find").addEventListener("input", () => {
  kept.write("find", at("drafts-find").value);
  seek();
});

function goDraft(by) {
  const numbers = [...drafts.keys()].filter((number) => number === here || items.get(number)?.isConnected);
  if (!numbers.length) return;
  const now = numbers.indexOf(here);
  const next = numbers[now < 0 ? 0 : (now + by + numbers.length) % numbers.length];
  if (next !== here) location.assign(`../${next}/`);
}
