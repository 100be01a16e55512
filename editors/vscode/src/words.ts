// What the extension says, in the language that the drafter reads: Vietnamese as it stands in the code, English by ctct's catalogue.
// VS Code's own bundles would not do: it reads none where it is in English, and it has no Vietnamese.
import ENGLISH from "./english.json";

export type Language = "vi" | "en";

const TRANSLATIONS: Readonly<Record<string, string | undefined>> = ENGLISH;
let language: Language = "vi";

/**
 * Returns the language that is asked for, else what the command itself takes from the machine: VS Code in English says nothing of who
 * reads it, as it does not come in Vietnamese.
 */
export function languageFor(setting: string, environment: NodeJS.ProcessEnv): Language {
  const asked = [setting, environment["CTCT_LANG"]].find((one) => one === "vi" || one === "en");
  const locale = ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"].map((name) => environment[name]).find(Boolean) ?? "";
  return asked ?? (/^en(?:[-_:]|$)/i.test(locale) ? "en" : "vi");
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
