" Vim with ALE, as the README configures it. E2E in the environment says what to do and what to expect.
set nocompatible nomore noswapfile hidden
let s:e2e = json_decode($E2E)
let s:result = {'editor': 'Vim ' . v:version / 100 . '.' . v:version % 100 . ', ALE'}
set runtimepath^=/usr/share/vim-ale
let g:ale_linters = {'javascript': ['commonjs']}
let g:ale_linters_explicit = 1
let g:ale_hover_to_preview = 1
runtime plugin/ale.vim
filetype plugin on

function! s:Wait(what, Condition) abort
  let l:start = reltime()
  while !a:Condition()
    if reltimefloat(reltime(l:start)) * 1000 > s:e2e.patience
      throw 'no ' . a:what
    endif
    sleep 20m
  endwhile
endfunction

function! s:Contains(text, part) abort
  if stridx(a:text, a:part) < 0
    throw '"' . a:part . '" is not in "' . a:text . '"'
  endif
endfunction

function! s:Preview() abort
  for l:window in range(1, winnr('$'))
    if getwinvar(l:window, '&previewwindow')
      return join(getbufline(winbufnr(l:window), 1, '$'), "\n")
    endif
  endfor
  return ''
endfunction

function! s:Check() abort
  let l:shell = join(map(copy(s:e2e.command), {_, word -> shellescape(word)}))
  call ale#linter#Define('javascript', {
  \ 'name': 'commonjs', 'lsp': 'stdio', 'executable': s:e2e.command[0], 'command': l:shell,
  \ 'project_root': {buffer -> s:e2e.root}})
  execute 'edit ' . fnameescape(s:e2e.file)
  setfiletype javascript
  let l:buffer = bufnr('')
  call ale#Queue(0)
  call s:Wait('diagnostics', {-> !empty(ale#engine#GetLoclist(l:buffer))})
  let s:result.diagnostics = map(copy(ale#engine#GetLoclist(l:buffer)), {_, item -> item.text})
  call s:Contains(join(s:result.diagnostics, "\n"), s:e2e.diagnostic)

  call cursor(s:e2e.position.line + 1, s:e2e.position.character + 1)
  ALEHover
  call s:Wait('hover', {-> !empty(s:Preview())})
  let s:result.hover = s:Preview()
  call s:Contains(s:result.hover, s:e2e.hover)
  pclose

  ALEGoToDefinition
  call s:Wait('jump to the definition', {-> bufnr('') != l:buffer})
  let s:result.definition = expand('%:p')
  if s:result.definition !=# s:e2e.target
    throw s:result.definition
  endif
endfunction

let s:result.ok = v:false
try
  call s:Check()
  let s:result.ok = v:true
catch
  let s:result.failure = v:exception
endtry
call writefile([json_encode(s:result)], $E2E_RESULT)
if s:result.ok | qall! | else | cquit! | endif
