-- Neovim's own client, 0.7 or newer, as the README configures it. E2E in the environment says what to do and what to expect.
local e2e = vim.fn.json_decode(vim.env.E2E)
local result = { editor = 'Neovim ' .. vim.fn.matchstr(vim.fn.execute('version'), 'v\\zs[0-9.]\\+') }

local function wait(what, condition)
  assert(vim.wait(e2e.patience, condition, 20), 'no ' .. what)
end

local function contains(text, part)
  assert(text:find(part, 1, true), ('%q is not in %q'):format(part, text))
end

--- In whatever order.
local function same(list, expected)
  list = vim.fn.uniq(vim.fn.sort(list))
  assert(vim.deep_equal(list, expected), vim.inspect(list))
end

local function text(buffer) return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\n') end

local function place(file, line) return vim.fn.fnamemodify(file, ':t') .. ':' .. line end

local function check()
  local exit
  local options = {
    name = 'commonjs', cmd = e2e.command, root_dir = e2e.root,
    on_error = function(code, message) result.client_error = tostring(code) .. ' ' .. vim.inspect(message) end,
    on_exit = function(code) exit = code end,
  }
  vim.cmd('edit ' .. vim.fn.fnameescape(e2e.file))
  local buffer = vim.api.nvim_get_current_buf()
  local id = assert((vim.lsp.start_client or vim.lsp.start)(options), 'the server did not start')
  vim.lsp.buf_attach_client(buffer, id)
  local client = vim.lsp.get_client_by_id(id)

  wait('diagnostics', function() return exit or result.client_error or #vim.diagnostic.get(buffer) > 0 end)
  assert(not result.client_error, result.client_error)
  assert(not exit, 'the server ended')
  result.diagnostics = vim.tbl_map(function(d) return d.message end, vim.diagnostic.get(buffer))
  contains(table.concat(result.diagnostics, '\n'), e2e.diagnostic)

  local params = {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    position = { line = e2e.position.line, character = e2e.position.character },
  }
  local answers = assert(vim.lsp.buf_request_sync(buffer, 'textDocument/hover', params, e2e.patience), 'no answer to hover')
  local hover = assert(answers[id].result, 'no hover')
  result.hover = table.concat(vim.lsp.util.convert_input_to_markdown_lines(hover.contents), '\n')
  contains(result.hover, e2e.hover)

  answers = assert(vim.lsp.buf_request_sync(buffer, 'textDocument/completion', params, e2e.patience), 'no answer to completion')
  local offers = assert(answers[id].result, 'no completion')
  result.completion = vim.tbl_map(function(item) return item.label end, offers.items or offers)
  same(result.completion, e2e.members)

  vim.api.nvim_win_set_cursor(0, { e2e.position.line + 1, e2e.position.character })
  vim.lsp.buf.references()
  wait('references', function() return #vim.fn.getqflist() > 0 end)
  result.references = vim.tbl_map(function(item) return place(vim.api.nvim_buf_get_name(item.bufnr), item.lnum) end, vim.fn.getqflist())
  same(result.references, e2e.references)
  vim.cmd('cclose')

  vim.lsp.buf.rename(e2e.rename.name)
  wait('rename', function() return text(buffer):find(e2e.rename.used, 1, true) end)
  contains(text(vim.uri_to_bufnr(vim.uri_from_fname(e2e.target))), e2e.rename.exported)
  vim.cmd('silent undo')

  vim.lsp.buf.definition()
  wait('jump to the definition', function() return vim.api.nvim_buf_get_name(0) ~= e2e.file end)
  result.definition = vim.api.nvim_buf_get_name(0)
  assert(result.definition == e2e.target, result.definition)

  client.stop()
  wait('end of the server', function() return exit end)
  assert(exit == 0, 'exit code ' .. exit)
end

local ok, failure = pcall(check)
result.ok = ok and not result.client_error
result.failure = not ok and tostring(failure) or result.client_error
io.stdout:write(vim.fn.json_encode(result) .. '\n')
io.stdout:flush()
vim.cmd(result.ok and 'qall!' or 'cquit! 1')
