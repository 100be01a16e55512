// Elements, and orders to the page's own server.
export function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

export function button(text, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

let last = Promise.resolve();

/** Sends an order, after those before it, and returns what the server says of it; null where it says nothing. */
export function order(what, said) {
  last = last.then(() => send(what, said()));
  return last;
}

async function send(what, said) {
  try {
    const answer = await fetch(what, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
