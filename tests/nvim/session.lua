-- A session in Neovim as the guide's settings begin it: asks the language server for everything, by commands and by keys, and writes
-- what it got as JSON. In: CTCT_OUT. The draft is the file that Neovim was opened with.

local got = { version = vim.version().major * 100 + vim.version().minor }
local published = {}

vim.lsp.handlers["textDocument/publishDiagnostics"] = (function(usual)
  return function(fault, result, context, config)
    published[result.uri] = (published[result.uri] or 0) + 1
    usual(fault, result, context, config)
  end
end)(vim.lsp.handlers["textDocument/publishDiagnostics"])

local buffer = vim.api.nvim_get_current_buf()
local uri = vim.uri_from_bufnr(buffer)

local function attached()
  local clients = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = buffer }) or vim.lsp.buf_get_clients(buffer)
  local _, one = next(clients)
  return one
end

vim.wait(20000, attached, 5)
local client = attached()
local encoding = client.offset_encoding

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
  local params = vim.lsp.util.make_position_params(0, encoding)
  for key, value in pairs(more or {}) do params[key] = value end
  local answers = vim.lsp.buf_request_sync(buffer, "textDocument/" .. method, params, 20000) or {}
  local answer = answers[client.id] or {}
  local fault = answer.error or answer.err
  return fault and { error = fault.message } or answer.result
end

local function insert(text)
  local place = vim.api.nvim_win_get_cursor(0)
  vim.api.nvim_buf_set_text(buffer, place[1] - 1, place[2], place[1] - 1, place[2], { text })
end

local saved = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
local function restore()
  return told(function() vim.api.nvim_buf_set_lines(buffer, 0, -1, false, saved) end)
end

local function proposed()
  local answer = ask("completion")
  return vim.tbl_map(function(item) return { item.label, item.detail } end, answer.items)
end

got.opened = told()

-- diagnostics as one types, and the fix that is taken from Neovim's own list
go("^dia_danh", 0)
got.fault = told(function() vim.cmd("normal! x") end)
got.mended = told(function()
  vim.ui.select = function(items, options, chosen)
    got.actions = vim.tbl_map(options.format_item or tostring, items)
    chosen(items[1], 1)
  end
  vim.lsp.buf.code_action()
end)
got.mended_line = vim.fn.getline(vim.fn.search("^dia_danh", "cw"))

-- completion: nodes and people, notes, assignees, keys
go("(thuộc @hoi-nghi-lan-4", 0)
insert("(xem @)")
go("(xem @)", #"(xem @")
got.references_proposed = proposed()
restore()
go("\\[^mien-nui\\]", #"[^mi")
got.notes_proposed = proposed()
go("phan_cong_chi_dao: dang-van-minh", #"phan_cong_chi_dao: dang-")
got.people_proposed = proposed()

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
if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 20000 }) else vim.lsp.buf.formatting_sync(nil, 20000) end
got.formatted_line = vim.fn.getline(vim.fn.search("^ngay:", "cw"))
restore()

-- rename across draft and danh bạ, applied to the buffers
local function rename()
  go("phan_cong_chi_dao: dang-van-minh", 22)
  got.rename_refused = ask("rename", { newName = "Minh" })
  vim.lsp.util.apply_workspace_edit(ask("rename", { newName = "minh-moi" }), encoding)
  got.renamed = {}
  for _, number in ipairs(vim.api.nvim_list_bufs()) do
    local text = table.concat(vim.api.nvim_buf_get_lines(number, 0, -1, false), "\n")
    local _, new = text:gsub("minh%-moi", "")
    local _, old = text:gsub("dang%-van%-minh", "")
    local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(number), ":t")
    if new > 0 then got.renamed[name] = { new = new, old = old } end
  end
end

local function finish()
  rename()
  vim.fn.writefile({ vim.fn.json_encode(got) }, vim.env.CTCT_OUT)
  vim.cmd("qall!")
end

-- Keys are typed from a coroutine: Neovim's own loop takes them, between one question whether it is ready and the next.
local function poll(ready)
  local waiting, left = coroutine.running(), 800
  local timer = vim.loop.new_timer()
  timer:start(20, 25, vim.schedule_wrap(function()
    left = left - 1
    if not timer:is_closing() and (left < 0 or ready()) then
      timer:close()
      coroutine.resume(waiting)
    end
  end))
  coroutine.yield()
end

local function type_keys(keys)
  vim.api.nvim_input(keys)
end

-- Types keys at a line, asks for completion as one does by hand, and returns the line with the first proposal in it.
local function completed(pattern, keys)
  go(pattern)
  type_keys(keys .. "<C-x><C-o>")
  poll(function() return vim.fn.complete_info({ "items" }).items[1] ~= nil end)
  type_keys("<Esc>")
  poll(function() return vim.api.nvim_get_mode().mode == "n" end)
  local line = vim.trim(vim.api.nvim_get_current_line())
  restore()
  return line
end

coroutine.wrap(function()
  got.person_typed = completed("phan_cong_chi_dao: dang-van-minh", "ccphan_cong_chi_dao: dang-v")
  got.key_typed = completed("^dia_danh", "0Cdo_k")
  if got.version >= 10 then got.accents_typed = completed("^dia_danh", "0Ckhẩn") end
  finish()
end)()
