// What the command says, read for what to do next.

const WRITTEN = /^đã ghi (?:«(.+)»|(.+))$/m;

/** Returns the file that a build says it wrote, undefined if it wrote none. */
export function builtIn(told: string): string | undefined {
  const found = WRITTEN.exec(told.replaceAll("\r\n", "\n"));
  return found?.[1] ?? found?.[2];
}

/** Returns which of the options a command says it lacks: a type that the layout does not have asks for the layout. */
export function lackedIn(told: string, options: readonly string[]): string | undefined {
  return options.find((option) => told.includes(`thiếu ${option}`) || (option === "--the-thuc" && told.includes("không có tên loại")));
}
