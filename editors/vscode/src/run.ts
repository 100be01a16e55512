// Runs the command and gathers what it says.
import { spawn } from "node:child_process";
import { spoken } from "./words";

export interface Ran {
  /** null: it could not be started or was ended. */
  code: number | null;
  out: string;
  /** What it says to the drafter. */
  told: string;
}

/** What the command writes is UTF-8, also on Windows, and in the language of the extension. */
export function environment(): NodeJS.ProcessEnv {
  return { ...process.env, PYTHONUTF8: "1", PYTHONUNBUFFERED: "1", CTCT_LANG: spoken() };
}

export function run(program: string, words: readonly string[], folder: string): Promise<Ran> {
  return new Promise((resolve) => {
    const started = spawn(program, words, { cwd: folder, env: environment(), stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    const out: Buffer[] = [];
    const told: Buffer[] = [];
    started.stdout.on("data", (piece: Buffer) => out.push(piece));
    started.stderr.on("data", (piece: Buffer) => told.push(piece));
    started.on("error", (fault) => { resolve({ code: null, out: "", told: fault.message }); });
    started.on("close", (code) => {
      resolve({ code, out: Buffer.concat(out).toString("utf8"), told: Buffer.concat(told).toString("utf8") });
    });
  });
}
