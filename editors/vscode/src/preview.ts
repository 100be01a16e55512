// The printed pages beside the text: the page of `ctct watch`, which leads back to the line that was clicked.
import { randomBytes } from "node:crypto";
import * as path from "node:path";
import * as vscode from "vscode";
import { embedded, scriptsOf } from "./previewPage";
import { isAllowed, WatchServer } from "./watchServer";
import { _ } from "./words";
import door from "./webview/editor.door";

interface Said {
  ready?: boolean;
  ask?: string;
  number?: number;
  lead?: string;
  line?: number;
}

const open = new Map<string, Preview>();

/** Shows the pages of a draft beside its text. */
export async function showPreview(program: string, draft: vscode.Uri, folder: string): Promise<void> {
  const known = open.get(draft.fsPath);
  if (known) {
    known.panel.reveal(vscode.ViewColumn.Beside, true);
    return;
  }
  let server: WatchServer;
  try {
    server = await WatchServer.start(program, draft.fsPath, folder);
  } catch (fault) {
    void vscode.window.showErrorMessage(_("không xem trước được: {why}", { why: (fault as Error).message }));
    return;
  }
  const page = await pageOf(server);
  if (page === undefined) {
    server.stop();
    void vscode.window.showErrorMessage(_("ctct trên máy này cũ hơn phần mở rộng, chưa xem trước được; cập nhật: pip install -U \"ctct[lsp,pdf]\""));
    return;
  }
  open.set(draft.fsPath, new Preview(server, draft, folder, page));
}

/** Scrolls the pages of a draft to what its line says. */
export function followLine(draft: vscode.Uri, line: number): void {
  void open.get(draft.fsPath)?.panel.webview.postMessage({ show: line });
}

export function closePreviews(): void {
  for (const one of open.values()) one.panel.dispose();
}

async function pageOf(server: WatchServer): Promise<string | undefined> {
  const page = await server.ask("");
  const names = page === undefined ? [] : scriptsOf(page);
  const texts = await Promise.all(names.map((name) => server.ask(name)));
  const style = await server.ask("page.css");
  if (page === undefined || style === undefined || !names.length || texts.includes(undefined)) return undefined;
  const scripts = new Map(names.map((name, at) => [name, texts[at] ?? ""]));
  return embedded({ page, style, scripts, door, nonce: randomBytes(16).toString("hex") });
}

class Preview {
  readonly panel: vscode.WebviewPanel;

  constructor(private readonly server: WatchServer, private readonly draft: vscode.Uri, private readonly folder: string, page: string) {
    const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const title = _("Trang in: {name}", { name: path.basename(draft.fsPath) });
    const options = { enableScripts: true, retainContextWhenHidden: true, localResourceRoots: [] };
    this.panel = vscode.window.createWebviewPanel("ctct.preview", title, where, options);
    this.panel.webview.onDidReceiveMessage((said: Said) => this.hear(said));
    this.panel.onDidDispose(() => {
      open.delete(draft.fsPath);
      server.stop();
    });
    this.panel.webview.html = page;
  }

  private async hear({ ready, ask, number, lead, line }: Said): Promise<void> {
    if (ready) {
      this.server.listen(() => { this.tell({ news: true }); }, () => { this.tell({ lost: true }); });
    } else if (ask !== undefined) {
      this.tell({ answer: number, body: isAllowed(ask) ? await this.server.ask(ask) : undefined });
    } else if (lead !== undefined && line !== undefined) {
      await this.lead(lead, line);
    }
  }

  private tell(what: object): void {
    void this.panel.webview.postMessage(what);
  }

  /** Goes to a line of the draft, or of another file that the pages rest on. */
  private async lead(name: string, line: number): Promise<void> {
    const file = vscode.Uri.file(path.resolve(this.folder, name));
    const place = new vscode.Range(line - 1, 0, line - 1, 0);
    const column = columnOf(file) ?? columnOf(this.draft) ?? vscode.ViewColumn.One;
    const editor = await vscode.window.showTextDocument(file, { viewColumn: column, selection: place });
    editor.revealRange(place, vscode.TextEditorRevealType.InCenter);
  }
}

function columnOf(file: vscode.Uri): vscode.ViewColumn | undefined {
  const groups = vscode.window.tabGroups.all;
  return groups.find((group) => group.tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.fsPath === file.fsPath))?.viewColumn;
}
