"use strict";

// How the pages are looked at: their size, light or dark, one pane at a time on a phone, and all of it by keyboard.

const STEPS = [25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400];
const THEMES = { auto: [_("Theo máy"), "(prefers-color-scheme: dark)"], light: [_("Sáng"), "not all"], dark: [_("Tối"), "all"] };
const pages = at("pages");

// What was chosen stays for the next time, where the browser keeps such things.
const kept = {
  read: (name, usual) => { try { return localStorage.getItem(name) || usual; } catch { return usual; } },
  write: (name, value) => { try { localStorage.setItem(name, value); } catch { /* then it is asked for again */ } },
};

// --- size

const boxes = () => [...pages.children];
const middle = () => pages.getBoundingClientRect().top + pages.clientHeight / 2;

function pageHere() {
  const line = middle();
  const found = boxes().findIndex((box) => box.getBoundingClientRect().bottom + 8 > line);
  return found < 0 ? boxes().length - 1 : found;
}

// The place in the middle of the window stays there.
function resize(change) {
  const box = boxes()[pageHere()];
  const before = box?.getBoundingClientRect();
  change();
  if (!box || !before.height) return showSize();
  const after = box.getBoundingClientRect();
  pages.scrollTop += after.top - middle() + ((middle() - before.top) / before.height) * after.height;
  return showSize();
}

function percentage() {
  const box = pages.firstElementChild;
  return box ? Math.round((100 * box.clientWidth) / parseFloat(box.style.getPropertyValue("--natural"))) : 100;
}

function showSize() {
  if (!pages.clientWidth) return; // another pane is shown
  at("size").textContent = `${percentage()} %`;
  at("fit-width").setAttribute("aria-pressed", pages.dataset.fit === "width");
  at("fit-page").setAttribute("aria-pressed", pages.dataset.fit === "page");
}

// `fit` is "usual", "width", "page", or a percentage.
function setSize(fit) {
  resize(() => {
    pages.dataset.fit = Number(fit) ? "exact" : fit;
    pages.style.setProperty("--zoom", Number(fit) / 100 || 1);
  });
  kept.write("size", fit);
}

function step(by) {
  const now = percentage();
  const next = by > 0 ? STEPS.find((one) => one > now) : STEPS.findLast((one) => one < now);
  if (next) setSize(String(next));
}

// --- pages

function showWhere() {
  const count = boxes().length;
  at("where").textContent = count ? `${pageHere() + 1}/${count}` : "";
}

function goPage(by) {
  const box = boxes()[Math.min(Math.max(pageHere() + by, 0), boxes().length - 1)];
  if (box) pages.scrollTop += box.getBoundingClientRect().top - pages.getBoundingClientRect().top - 8;
}

// Whoever comes back to a draft, or loads it anew, is where he was.
addEventListener("pagehide", () => {
  try { sessionStorage.setItem(location.pathname, pages.scrollTop / pages.scrollHeight); } catch { /* then he begins at the top */ }
});

function returnToPlace() {
  try { pages.scrollTop = sessionStorage.getItem(location.pathname) * pages.scrollHeight; } catch { /* as above */ }
}

// --- findings

function goFinding(by) {
  const items = [...document.querySelectorAll("#findings .place")];
  if (!items.length) return;
  const now = items.findIndex((one) => one.parentNode.dataset.key === chosen);
  const next = items[now < 0 && by < 0 ? items.length - 1 : (now + by + items.length) % items.length];
  chosen = next.parentNode.dataset.key;
  items.forEach((one) => one.parentNode.classList.toggle("chosen", one === next));
  next.focus();
  if (Number(next.dataset.file) === 0) showPlace(Number(next.dataset.line));
}

// --- light and dark

function rulesOf(sheet) {
  try { return [...sheet.cssRules]; } catch { return []; } // a sheet of somebody else's, in an editor's window
}

const dark = [...document.styleSheets].flatMap(rulesOf).find((rule) => rule.media?.mediaText.includes("prefers-color-scheme"));

function setTheme(name) {
  const [title, media] = THEMES[name] || THEMES.auto;
  if (dark) dark.media.mediaText = media;
  at("theme").textContent = title;
  at("theme").dataset.theme = name;
  kept.write("theme", name);
}

function turnTheme() {
  const names = Object.keys(THEMES);
  setTheme(names[(names.indexOf(at("theme").dataset.theme) + 1) % names.length]);
}

// --- one pane at a time

function showView(name) {
  document.body.dataset.view = name;
  for (const one of document.querySelectorAll("#views button")) {
    if (one.dataset.view === name) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
}

// --- keyboard

const KEYS = {
  j: () => goPage(1), k: () => goPage(-1), ArrowRight: () => goPage(1), ArrowLeft: () => goPage(-1),
  l: () => goFinding(1), L: () => goFinding(-1), d: () => goDraft(1), D: () => goDraft(-1),
  "+": () => step(1), "=": () => step(1), "-": () => step(-1), 0: () => setSize("usual"),
  r: () => setSize("width"), c: () => setSize("page"), s: turnTheme, "?": () => at("help").showModal(), Escape: () => hideSource(),
};

function isWriting(element) {
  return element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || Boolean(element.closest("dialog"));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting(event.target)) return;
  const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
  // Pages that are wider than the window go from side to side by the arrows.
  const aside = event.key.startsWith("Arrow") && pages.scrollWidth > pages.clientWidth;
  if (!act || aside || (!at("keys").checked && event.key !== "?" && event.key !== "Escape")) return;
  event.preventDefault();
  act();
});

for (const [id, act] of Object.entries({
  before: () => goPage(-1), after: () => goPage(1), smaller: () => step(-1), larger: () => step(1), size: () => setSize("usual"),
  "fit-width": () => setSize("width"), "fit-page": () => setSize("page"), theme: turnTheme, ask: () => at("help").showModal(),
})) at(id).addEventListener("click", act);
at("keys").addEventListener("change", () => kept.write("keys", at("keys").checked ? "on" : "off"));
at("views").addEventListener("click", (event) => event.target.dataset.view && showView(event.target.dataset.view));
pages.addEventListener("scroll", showWhere, { passive: true });
new ResizeObserver(() => { showSize(); showWhere(); }).observe(pages);

at("keys").checked = kept.read("keys", "on") === "on";
setTheme(kept.read("theme", "auto"));
setSize(kept.read("size", "usual"));
showView("pages");
