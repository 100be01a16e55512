// Makes the page of `ctct watch` one that stands in an editor's window: all of it in one text, with a door of its own.

const SCRIPT = /<script src="(\w+\.js)" defer><\/script>\n?/g;
const LINK = /<link rel="(?:stylesheet|icon)" href="[\w.]+">\n?/g;
const DOOR = "door.js";

/** What the narrow window beside the text leaves to the editor: the list of findings, copies, the text itself. */
const NARROW = "body { padding: 0; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); } aside, nav { display: none !important; }";

/** Returns the names of the scripts of a page, in order; none if it has no door. */
export function scriptsOf(page: string): string[] {
  const names = [...page.matchAll(SCRIPT)].map((found) => found[1] ?? "");
  return names.includes(DOOR) ? names : [];
}

export interface Pieces {
  page: string;
  style: string;
  /** The text of each script, by its name. */
  scripts: ReadonlyMap<string, string>;
  /** What stands for the page's own door. */
  door: string;
  nonce: string;
}

/** Returns the page as one text that needs nothing from anywhere. */
export function embedded({ page, style, scripts, door, nonce }: Pieces): string {
  const policy = `default-src 'none'; img-src blob:; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<style nonce="${nonce}">${style}\n${NARROW}</style>\n`;
  const tail = scriptsOf(page).map((name) => {
    const text = name === DOOR ? door : (scripts.get(name) ?? "");
    return `<script nonce="${nonce}">${text.replaceAll("</script", "<\\/script")}</script>\n`;
  });
  const bare = page.replace(SCRIPT, "").replace(LINK, "");
  return bare.replace("</head>", () => `${head}</head>`).replace("</body>", () => `${tail.join("")}</body>`);
}
