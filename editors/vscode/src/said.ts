// What the command says, in either language, read for what to do next.

const WRITTEN = /^(?:đã ghi|wrote) (?:«(.+)»|(.+))$/m;

/** Returns the file that a build says it wrote, undefined if it wrote none. */
export function builtIn(told: string): string | undefined {
  const found = WRITTEN.exec(told.replaceAll("\r\n", "\n"));
  return found?.[1] ?? found?.[2];
}

/** Returns which of the options a command says it lacks: a type that the layout does not have asks for the layout. */
export function lackedIn(told: string, options: readonly string[]): string | undefined {
  const has = (...words: string[]): boolean => words.some((one) => told.includes(one));
  return options.find((option) => (
    has(`thiếu ${option}`, `${option} is missing`) || (option === "--the-thuc" && has("không có tên loại", "has no type"))));
}
