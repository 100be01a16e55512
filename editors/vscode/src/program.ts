// Where the command is: what the setting says, else the .venv of a folder of drafts, else the PATH.
import { accessSync, constants, statSync } from "node:fs";
import * as path from "node:path";

export interface Surroundings {
  setting: string;
  folders: readonly string[];
  searchPath: string;
  platform: NodeJS.Platform;
}

/** Returns the files that may be the command, best first. */
export function candidates({ setting, folders, searchPath, platform }: Surroundings): string[] {
  const windows = platform === "win32";
  const paths = windows ? path.win32 : path.posix;
  if (setting) return [expanded(setting, folders[0] ?? "")];
  const name = windows ? "ctct.exe" : "ctct";
  const inFolders = folders.map((folder) => paths.join(folder, ".venv", windows ? "Scripts" : "bin", name));
  // An entry that is not absolute would be looked for in whatever folder is current.
  const entries = searchPath.split(paths.delimiter).filter((entry) => paths.isAbsolute(entry));
  return [...inFolders, ...entries.map((entry) => paths.join(entry, name))];
}

function expanded(setting: string, folder: string): string {
  return setting.replaceAll("${workspaceFolder}", folder);
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Returns the command's file, undefined where there is none. */
export function findProgram(around: Surroundings, usable: (file: string) => boolean = isProgram): string | undefined {
  return candidates(around).find(usable);
}
