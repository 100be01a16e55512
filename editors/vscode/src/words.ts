// What the extension says, in the language that the drafter reads: Vietnamese as it stands in the code, English by ctct's catalogue.
// VS Code's own bundles would not do: it reads none where it is in English, and it has no Vietnamese.
import ENGLISH from "./english.json";

export type Language = "vi" | "en";

const TRANSLATIONS: Readonly<Record<string, string | undefined>> = ENGLISH;
let language: Language = "vi";

export interface Surroundings {
  /** What ctct.language says. */
  setting: string;
  /** The language that VS Code shows. */
  display: string;
  environment: NodeJS.ProcessEnv;
}

/**
 * Returns the language that is asked for, else English where VS Code and the machine are not Vietnamese: most who read Vietnamese have
 * VS Code in English, as it comes in no other language that they read.
 */
export function languageFor({ setting, display, environment }: Surroundings): Language {
  const asked = [setting, environment["CTCT_LANG"]].find((one) => one === "vi" || one === "en");
  if (asked) return asked;
  return display.startsWith("en") && !machineIn(environment).startsWith("vi") ? "en" : "vi";
}

function machineIn(environment: NodeJS.ProcessEnv): string {
  const system = /"osLocale":"([^"]+)"/.exec(environment["VSCODE_NLS_CONFIG"] ?? "")?.[1];
  return system ?? environment["LC_ALL"] ?? environment["LANG"] ?? "";
}

export function speak(chosen: Language): void {
  language = chosen;
}

export function spoken(): Language {
  return language;
}

/** Returns a message in the language that is spoken, its places `{name}` filled. */
export function _(message: string, values: Readonly<Record<string, string>> = {}): string {
  const said = language === "en" ? (TRANSLATIONS[message] ?? message) : message;
  return said.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
