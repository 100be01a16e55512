"use strict";

// How the page reaches what it shows. An editor that shows the page in a window of its own puts another door here, which also
// has `lead`: to the line itself, in the editor.
const door = {
  ask: (what) => fetch(what, { cache: "no-store" }),
  draw: (image, mark) => { image.src = `page/${mark}.svg`; },
  listen: (hear, lost) => {
    const news = new EventSource("news");
    news.onmessage = hear;
    news.onerror = lost;
    return news;
  },
};
