;;; lsp-mode.el --- Emacs with lsp-mode, as the README configures it  -*- lexical-binding: t -*-

(load (expand-file-name "common" (file-name-directory load-file-name)) nil t)
(require 'lsp-mode)
(require 'lsp-diagnostics)
(require 'subr-x)

(setq lsp-session-file (make-temp-name (expand-file-name "lsp-session" temporary-file-directory))
      lsp-restart 'ignore
      lsp-client-packages nil
      lsp-enable-suggest-server-download nil
      lsp-enable-file-watchers nil
      lsp-enable-snippet nil
      lsp-modeline-workspace-status-enable nil
      lsp-headerline-breadcrumb-enable nil
      lsp-modeline-diagnostics-enable nil
      lsp-modeline-code-actions-enable nil
      lsp-diagnostics-provider :none)

(defun e2e-lsp-mode ()
  (e2e-put :editor (format "Emacs %s, lsp-mode" emacs-version))
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection #'e2e-command)
                    :activation-fn (lsp-activate-on "javascript")
                    :add-on? t
                    :server-id 'commonjs))
  (lsp-workspace-folders-add (e2e-get "root"))
  (find-file (e2e-get "file"))
  (js-mode)
  (lsp)
  (e2e-put :diagnostics
           (vconcat (mapcar (lambda (diagnostic) (gethash "message" diagnostic))
                            (e2e-wait "diagnostics" (lambda ()
                                                      (unless (lsp-workspaces) (error "The server ended"))
                                                      (lsp--get-buffer-diagnostics))))))
  (e2e-contains (string-join (plist-get e2e-result :diagnostics) "\n") (e2e-get "diagnostic"))
  (e2e-go-to-position)
  (let ((hover (lsp-request "textDocument/hover" (lsp--text-document-position-params))))
    (e2e-put :hover (gethash "value" (gethash "contents" hover)))
    (e2e-contains (plist-get e2e-result :hover) (e2e-get "hover")))
  (lsp-find-definition)
  (e2e-check-jump))

(e2e-main #'e2e-lsp-mode)
