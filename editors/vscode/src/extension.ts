// The extension: the language server as soon as a draft is opened, and the commands.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { showCopy, startClient } from "./client";
import * as commands from "./commands";
import { closePreviews, followLine, showPreview } from "./preview";
import { findProgram } from "./program";
import { run } from "./run";
import { _, languageFor, speak } from "./words";

const WALKTHROUGH = "ctct.ctct#start";

let client: LanguageClient | undefined;
let output: vscode.LogOutputChannel;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("ctct", { log: true });
  const offered: [string, (file?: vscode.Uri) => unknown][] = [
    ["preview", (file) => onDraft(async (here, draft) => { await showPreview(here.program, draft, commands.folderOf(draft)); }, file)],
    ["build", (file) => onDraft(commands.build, file)],
    ["diff", (file) => onDraft(commands.diff, file)],
    ["merge", (file) => onDraft(merge, file)],
    ["check", () => withProgram(commands.check)],
    ["new", () => withProgram(commands.create)],
    ["import", (file) => withProgram((here) => commands.importWord(here, file))],
    ["restart", restart],
    ["install", openWalkthrough],
  ];
  for (const [name, act] of offered) context.subscriptions.push(vscode.commands.registerCommand(`ctct.${name}`, act));
  context.subscriptions.push(
    output,
    vscode.workspace.onDidChangeConfiguration((change) => { if (change.affectsConfiguration("ctct")) void restart(); }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind, selections }) => {
      // What the page itself led to has no kind.
      if (kind && selections[0]) followLine(textEditor.document.uri, selections[0].active.line + 1);
    }),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  closePreviews();
  await client?.stop();
}

function setting(name: string): string {
  return vscode.workspace.getConfiguration("ctct").get(name, "");
}

function program(): string | undefined {
  return findProgram({
    setting: setting("path"),
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    searchPath: process.env["PATH"] ?? "",
    platform: process.platform,
  });
}

async function restart(): Promise<void> {
  await client?.stop();
  client = undefined;
  speak(languageFor(setting("language"), process.env));
  await withProgram(async (here) => {
    try {
      client = await startClient(here.program, output);
    } catch {
      await tellWhy(here);
    }
  });
}

/** Tells in the command's own words why its language server does not run. */
async function tellWhy(here: commands.Here): Promise<void> {
  const { told } = await run(here.program, ["lsp"], commands.folderOf());
  await askToInstall(told.trim().split("\n").at(-1)?.replace(/^Error: /, "") ?? _("«{program}» không chạy được", { program: here.program }));
}

async function withProgram(act: (here: commands.Here) => Promise<void>): Promise<void> {
  const found = program();
  if (found === undefined) await askToInstall(_("chưa thấy lệnh ctct trên máy này; cài bằng: pip install \"ctct[lsp,pdf]\""));
  else await act({ program: found, output });
}

async function askToInstall(told: string): Promise<void> {
  const guide = _("Hướng dẫn cài");
  const chosen = await vscode.window.showErrorMessage(told, guide, _("Chọn tệp ctct…"));
  if (chosen === guide) await openWalkthrough();
  else if (chosen) await choosePath();
}

async function choosePath(): Promise<void> {
  const file = (await vscode.window.showOpenDialog({ title: _("Tệp ctct") }))?.[0];
  if (file) await vscode.workspace.getConfiguration("ctct").update("path", file.fsPath, vscode.ConfigurationTarget.Global);
}

async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openWalkthrough", WALKTHROUGH, false);
}

/** Does something with the draft that is being written, as it is saved. */
async function onDraft(act: (here: commands.Here, draft: vscode.Uri) => Promise<void>, file?: vscode.Uri): Promise<void> {
  const document = file ? await vscode.workspace.openTextDocument(file) : vscode.window.activeTextEditor?.document;
  if (!document || document.isUntitled) {
    void vscode.window.showInformationMessage(_("mở một dự thảo đã lưu rồi chọn lại lệnh này"));
    return;
  }
  await document.save();
  await withProgram((here) => act(here, document.uri));
}

async function merge(_here: commands.Here, draft: vscode.Uri): Promise<void> {
  const copy = client && await commands.chooseCopy(draft);
  if (client && copy) await showCopy(client, draft, copy);
}
