-- A session in Neovim: opens the draft, asks for everything, writes what it got as JSON.
-- In: CTCT_COMMAND (JSON list), CTCT_DRAFT, CTCT_OUT.

local got = {}
local published = {}

vim.lsp.handlers["textDocument/publishDiagnostics"] = (function(usual)
  return function(fault, result, context, config)
    published[result.uri] = (published[result.uri] or 0) + 1
    usual(fault, result, context, config)
  end
end)(vim.lsp.handlers["textDocument/publishDiagnostics"])

vim.cmd("edit " .. vim.fn.fnameescape(vim.env.CTCT_DRAFT))
local buffer = vim.api.nvim_get_current_buf()
vim.bo[buffer].filetype = "yaml"
local client = vim.lsp.start_client({
  name = "ctct",
  cmd = vim.fn.json_decode(vim.env.CTCT_COMMAND),
  root_dir = vim.fn.fnamemodify(vim.env.CTCT_DRAFT, ":h"),
})
vim.lsp.buf_attach_client(buffer, client)
local uri = vim.uri_from_bufnr(buffer)

local function told(change)
  local before = published[uri] or 0
  if change then change() end
  vim.wait(20000, function() return (published[uri] or 0) > before end, 5)
  return vim.tbl_map(function(one)
    return { code = one.code, line = one.lnum, column = one.col, message = one.message }
  end, vim.diagnostic.get(buffer))
end

local function go(pattern, offset)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search(pattern, "cW") > 0, pattern)
  local place = vim.api.nvim_win_get_cursor(0)
  vim.api.nvim_win_set_cursor(0, { place[1], place[2] + (offset or 0) })
end

local function ask(method, more)
  local params = vim.lsp.util.make_position_params(0, vim.lsp.get_client_by_id(client).offset_encoding)
  for key, value in pairs(more or {}) do params[key] = value end
  local answers = vim.lsp.buf_request_sync(buffer, "textDocument/" .. method, params, 20000) or {}
  local answer = answers[client] or {}
  return answer.error and { error = answer.error.message } or answer.result
end

local function insert(text)
  local place = vim.api.nvim_win_get_cursor(0)
  vim.api.nvim_buf_set_text(buffer, place[1] - 1, place[2], place[1] - 1, place[2], { text })
end

local saved = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
local function restore()
  return told(function() vim.api.nvim_buf_set_lines(buffer, 0, -1, false, saved) end)
end

-- what Neovim's own completion makes of an answer, the word before the cursor being `prefix`
local function menu(prefix)
  local answer = ask("completion")
  local items = vim.lsp.util.text_document_completion_list_to_complete_items(answer, prefix)
  return vim.tbl_map(function(item) return { item.word, item.user_data.nvim.lsp.completion_item.detail } end, items)
end

got.opened = told()
got.server = vim.lsp.get_client_by_id(client).server_capabilities

-- diagnostics as one types, and what is offered about one
go("^dia_danh", 0)
got.fault = told(function() vim.cmd("normal! x") end)
local range = vim.lsp.util.make_range_params()
range.context = { diagnostics = {} }
got.actions = ask("codeAction", range)
got.mended = told(function() vim.lsp.util.apply_workspace_edit(got.actions[1].edit, "utf-16") end)
got.mended_line = vim.fn.getline(vim.fn.search("^dia_danh", "cw"))

-- completion: nodes and people, notes, assignees, keys
go("(thuộc @hoi-nghi-lan-4", 0)
insert("(xem @)")
go("(xem @)", #"(xem @")
got.references_proposed = menu("")
restore()
go("\\[^mien-nui\\]", #"[^mi")
got.notes_proposed = menu("mi")
go("phan_cong_chi_dao: dang-van-minh", #"phan_cong_chi_dao: dang-")
got.people_proposed = menu("dang-")
go("^dia_danh", 0)
told(function() vim.api.nvim_buf_set_lines(buffer, 8, 8, false, { "do_k" }) end)
vim.api.nvim_win_set_cursor(0, { 9, 4 })
got.keys_proposed = menu("do_k")
restore()

-- hover
local function hovered(pattern, offset)
  go(pattern, offset)
  local answer = ask("hover")
  return answer and answer.contents.value
end
got.hover_reference = hovered("@hoi-nghi-lan-4 của", 3)
got.hover_person = hovered("phan_cong_chi_dao: dang-van-minh", 22)
got.hover_role = hovered("phan_cong_chi_dao: dang-van-minh", 2)
got.hover_note = hovered("\\[^mien-nui\\]", 4)
got.hover_key = hovered("^trich_yeu", 2)

-- definition and references
local function places(answer)
  return vim.tbl_map(function(one)
    return { vim.fn.fnamemodify(vim.uri_to_fname(one.uri), ":t"), one.range.start.line }
  end, answer)
end
go("@hoi-nghi-lan-4 của", 3)
got.definition_node = places(ask("definition"))
got.references_node = places(ask("references", { context = { includeDeclaration = true } }))
go("phan_cong_chi_dao: dang-van-minh", 22)
got.definition_person = places(ask("definition"))
got.references_person = places(ask("references", { context = { includeDeclaration = true } }))

-- outline, folds, form
got.symbols = ask("documentSymbol")
got.folds = ask("foldingRange")
go("^ngay:", 5)
told(function() insert("    ") end)
got.formatting = ask("formatting", { options = { tabSize = 2, insertSpaces = true } })
vim.lsp.util.apply_text_edits(got.formatting, buffer, "utf-16")
got.formatted_line = vim.fn.getline(vim.fn.search("^ngay:", "cw"))
restore()

-- rename across draft and danh bạ, applied to the buffers
go("phan_cong_chi_dao: dang-van-minh", 22)
got.rename_refused = ask("rename", { newName = "Minh" })
got.rename = ask("rename", { newName = "minh-moi" })
vim.lsp.util.apply_workspace_edit(got.rename, "utf-16")
got.renamed = {}
for _, number in ipairs(vim.api.nvim_list_bufs()) do
  local text = table.concat(vim.api.nvim_buf_get_lines(number, 0, -1, false), "\n")
  local _, new = text:gsub("minh%-moi", "")
  local _, old = text:gsub("dang%-van%-minh", "")
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(number), ":t")
  if new > 0 then got.renamed[name] = { new = new, old = old } end
end

vim.fn.writefile({ vim.fn.json_encode(got) }, vim.env.CTCT_OUT)
vim.lsp.stop_client(client)
vim.cmd("qall!")
