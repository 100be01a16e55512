// The server of `ctct watch` for one draft. Only this process knows its address; no frame and no other page gets to it.
import { spawn, type ChildProcess } from "node:child_process";
import * as http from "node:http";
import { environment } from "./run";

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//;
const NEWS = /^data: (\d+)$/gm;
const ALLOWED = /^(?:state(?:\/\d{1,9})?|lines|copies|text\/\d{1,9}\/\d{1,9}|page\/[0-9a-f]+\.svg|index\.html|\w+\.(?:js|css)|)$/;

/** Returns the address in what the command has said so far. */
export function addressIn(said: string): string | undefined {
  return ADDRESS.exec(said)?.[0];
}

/** Returns whether the page may ask for it: what it shows, and no order. */
export function isAllowed(what: string): boolean {
  return ALLOWED.test(what);
}

export class WatchServer {
  private constructor(private readonly running: ChildProcess, readonly address: string) {}

  /** Starts the server. Rejects with what the command said if it ended before it had an address. */
  static start(program: string, draft: string, folder: string): Promise<WatchServer> {
    const running = spawn(program, ["watch", "--no-open", "--editor", "", "--", draft], {
      cwd: folder, env: environment(), stdio: ["ignore", "pipe", "pipe"], windowsHide: true,
    });
    return new Promise((resolve, reject) => {
      let said = "";
      const hear = (piece: Buffer): void => {
        said += piece.toString("utf8");
        const address = addressIn(said);
        if (address) resolve(new WatchServer(running, address));
      };
      running.stdout.on("data", hear);
      running.stderr.on("data", hear);
      running.on("error", reject);
      running.on("close", () => { reject(new Error(said.trim())); });
    });
  }

  /** Returns what the server answers, undefined if it refuses or is gone. */
  ask(what: string): Promise<string | undefined> {
    return new Promise((resolve) => {
      const asked = http.get(this.address + what, (answer) => {
        const pieces: Buffer[] = [];
        answer.on("data", (piece: Buffer) => pieces.push(piece));
        answer.on("end", () => { resolve(answer.statusCode === 200 ? Buffer.concat(pieces).toString("utf8") : undefined); });
      });
      asked.on("error", () => { resolve(undefined); });
    });
  }

  /** Calls `hear` at each new edition, `lost` when the server is gone. */
  listen(hear: () => void, lost: () => void): void {
    const asked = http.get(`${this.address}news`, (answer) => {
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => { if (piece.match(NEWS)) hear(); });
      answer.on("close", lost);
    });
    asked.on("error", lost);
  }

  stop(): void {
    this.running.kill();
  }
}
