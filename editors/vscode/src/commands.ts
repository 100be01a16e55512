// What the command palette offers: each runs the command that one would type, and opens what it made.
import * as path from "node:path";
import * as vscode from "vscode";
import { run, type Ran } from "./run";
import { builtIn, lackedIn } from "./said";
import TYPES from "./types.json";
import { _, spoken } from "./words";

const WORD = ["docx", "doc", "rtf", "odt"];
const DRAFT = ["yaml", "md"];

export interface Here {
  program: string;
  output: vscode.LogOutputChannel;
}

/** Returns the folder that names are told from. */
export function folderOf(file?: vscode.Uri): string {
  const known = file && vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath;
  if (known) return known;
  return file ? path.dirname(file.fsPath) : (vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? process.cwd());
}

async function runHere({ program, output }: Here, title: string, words: string[], folder: string): Promise<Ran> {
  const where = { location: vscode.ProgressLocation.Notification, title };
  const ran = await vscode.window.withProgress(where, () => run(program, words, folder));
  output.info(`$ ctct ${words.join(" ")}\n${ran.told}`);
  return ran;
}

async function tellFault({ output }: Here, told: string): Promise<void> {
  const last = told.trim().split("\n").at(-1) ?? "";
  if (await vscode.window.showErrorMessage(last || _("lệnh không chạy được"), _("Xem hết"))) output.show();
}

export async function build(here: Here, draft: vscode.Uri): Promise<void> {
  const folder = folderOf(draft);
  const ran = await runHere(here, _("đang dựng tệp Word…"), ["build", draft.fsPath], folder);
  const made = builtIn(ran.out + ran.told);
  if (ran.code !== 0 || made === undefined) {
    await tellFault(here, ran.told);
    return;
  }
  const open = _("Mở");
  const chosen = await vscode.window.showInformationMessage(_("đã dựng «{name}»", { name: path.basename(made) }), open, _("Mở thư mục"));
  const file = vscode.Uri.file(path.resolve(folder, made));
  if (chosen === open) await vscode.env.openExternal(file);
  else if (chosen) await vscode.commands.executeCommand("revealFileInOS", file);
}

/** Checks all drafts of the folder; what is found in texts that are not open is listed among the problems, too. */
export async function check({ program }: Here): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    void vscode.window.showInformationMessage(_("chưa mở thư mục nào để kiểm tra"));
    return;
  }
  const process = new vscode.ProcessExecution(program, ["check", "--format", "concise", "."], {
    cwd: folder.uri.fsPath, env: { PYTHONUTF8: "1", CTCT_LANG: spoken() },
  });
  const task = new vscode.Task({ type: "process" }, folder, _("kiểm tra cả thư mục"), "ctct", process, ["$ctct-loi", "$ctct-canh-bao", "$ctct-gop-y"]);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
  await vscode.tasks.executeTask(task);
}

export async function create(here: Here): Promise<void> {
  const kinds = Object.entries(TYPES).map(([key, label]) => ({ label, description: key }));
  const kind = await vscode.window.showQuickPick(kinds, { title: _("Dự thảo mới: tên loại"), matchOnDescription: true });
  if (!kind) return;
  const folder = folderOf();
  const start = vscode.Uri.file(path.join(folder, `${kind.description.replaceAll("_", "-")}.yaml`));
  const file = await vscode.window.showSaveDialog({ defaultUri: start, filters: { [_("Dự thảo")]: DRAFT }, title: _("Ghi dự thảo ở đâu") });
  if (!file) return;
  const words = ["new", "--loai", kind.description, file.fsPath.endsWith(".md") ? "--md" : "--yaml", "-o", file.fsPath];
  const ran = await answering(words, (asked) => runHere(here, _("đang tạo dự thảo…"), asked, folder));
  if (ran?.code === 0) await vscode.window.showTextDocument(file);
  else if (ran) await tellFault(here, ran.told);
}

/** What the command may ask for that ctct.toml does not say, by the option that it names. */
const QUESTIONS = new Map<string, () => Thenable<string | undefined>>([
  ["--co-quan", () => vscode.window.showInputBox({ title: _("Cơ quan ban hành"), placeHolder: _("ví dụ: Tỉnh ủy Quảng Ngãi") })],
  ["--the-thuc", layout],
]);

/** Runs what makes a draft, again with each answer that it lacks; undefined where the drafter gives none. */
async function answering(words: string[], made: (words: string[]) => Promise<Ran>): Promise<Ran | undefined> {
  const open = new Map(QUESTIONS);
  for (;;) {
    const ran = await made(words);
    const lacking = ran.code === 0 ? undefined : lackedIn(ran.told, [...open.keys()]);
    const ask = lacking && open.get(lacking);
    if (!ask) return ran;
    open.delete(lacking);
    const answer = await ask();
    if (!answer) return undefined;
    words = [...words, lacking, answer];
  }
}

async function layout(): Promise<string | undefined> {
  const layouts = [{ label: _("Đảng"), key: "dang" }, { label: _("Nhà nước"), key: "nha-nuoc" }];
  return (await vscode.window.showQuickPick(layouts, { title: _("Thể thức") }))?.key;
}

export async function importWord(here: Here, given?: vscode.Uri): Promise<void> {
  const files = given ? [given] : await vscode.window.showOpenDialog({ filters: { [_("Tệp Word")]: WORD }, title: _("Tệp Word để đọc thành dự thảo") });
  const word = files?.[0];
  if (!word) return;
  const start = vscode.Uri.file(word.fsPath.replace(/\.\w+$/, ".yaml"));
  const file = await vscode.window.showSaveDialog({ defaultUri: start, filters: { [_("Dự thảo")]: DRAFT }, title: _("Ghi dự thảo ở đâu") });
  if (!file) return;
  // The dialogue has asked already whether to write over what is there.
  const ran = await runHere(here, _("đang đọc tệp Word…"), ["import", word.fsPath, "-o", file.fsPath, "--force"], folderOf(file));
  if (ran.code !== 0 && ran.code !== 1) {
    await tellFault(here, ran.told);
    return;
  }
  await vscode.window.showTextDocument(file);
  if (ran.code === 1 && await vscode.window.showWarningMessage(_("có chỗ chưa khớp với tệp Word"), _("Xem"))) here.output.show();
}

/** Returns the folder of a draft: what is chosen beside it is never the draft itself. */
function beside(draft: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(draft, "..");
}

export async function chooseCopy(draft: vscode.Uri): Promise<vscode.Uri | undefined> {
  const options = { filters: { [_("Tệp Word")]: ["docx"] }, title: _("Bản Word đã sửa gửi về"), defaultUri: beside(draft) };
  return (await vscode.window.showOpenDialog(options))?.[0];
}

export async function diff(here: Here, draft: vscode.Uri): Promise<void> {
  const old = await olderText(draft);
  if (old === undefined) return;
  const folder = folderOf(draft);
  const ran = await runHere(here, _("đang so sánh…"), ["diff", old, path.relative(folder, draft.fsPath), "--to", "html"], folder);
  if (ran.code === 0) void vscode.window.showInformationMessage(_("hai văn bản không khác nhau"));
  else if (ran.code !== 1) await tellFault(here, ran.told);
  else {
    const panel = vscode.window.createWebviewPanel("ctct.diff", _("So sánh: {name}", { name: path.basename(draft.fsPath) }), vscode.ViewColumn.Beside);
    panel.webview.html = ran.out.replace("<style>", "<style>html{background:#fff;color:#000}");
  }
}

async function olderText(draft: vscode.Uri): Promise<string | undefined> {
  const saved = { label: _("Bản đã ghi trong git"), description: "HEAD" };
  const other = { label: _("Tệp khác…"), description: _("dự thảo hoặc tệp Word") };
  const chosen = await vscode.window.showQuickPick([saved, other], { title: _("So với") });
  if (chosen === saved) return `HEAD:${path.relative(folderOf(draft), draft.fsPath).split(path.sep).join("/")}`;
  const options = { filters: { [_("Văn bản")]: ["yaml", "yml", "md", "docx"] }, title: _("Văn bản cũ"), defaultUri: beside(draft) };
  return chosen && (await vscode.window.showOpenDialog(options))?.[0]?.fsPath;
}
