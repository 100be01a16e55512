// The language server: findings, completion, fixes.
import * as vscode from "vscode";
import { LanguageClient, TransportKind, type ServerOptions } from "vscode-languageclient/node";
import { environment } from "./run";

/** Starts the server. Rejects if it ends at once, as one does that lacks a package. */
export async function startClient(program: string, output: vscode.LogOutputChannel): Promise<LanguageClient> {
  const server: ServerOptions = { command: program, args: ["lsp"], transport: TransportKind.stdio, options: { env: environment() } };
  const languages = ["yaml", "markdown"].map((language) => ({ scheme: "file", language }));
  const client = new LanguageClient("ctct", "ctct", server, { documentSelector: languages, outputChannel: output });
  await client.start();
  return client;
}

/** Asks the server to show the edits of a Word file that came back at their places in the draft. */
export async function showCopy(client: LanguageClient, draft: vscode.Uri, copy: vscode.Uri): Promise<void> {
  await client.sendRequest("workspace/executeCommand", {
    command: "ctct.nhanGopY", arguments: [client.code2ProtocolConverter.asUri(draft), copy.fsPath],
  });
}
