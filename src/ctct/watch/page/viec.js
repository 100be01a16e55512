"use strict";
// Shows the works anew after each save that changes the draft; the browser stays where the reader was.
const news = new EventSource(new URL("../../news", location.href));
news.onmessage = (told) => {
  const known = document.body.dataset.number;
  document.body.dataset.number = told.data;
  if (known && told.data !== known) location.reload();
};
