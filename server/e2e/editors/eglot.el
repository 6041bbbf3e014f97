;;; eglot.el --- Emacs' own client, as the README configures it  -*- lexical-binding: t -*-

(load (expand-file-name "common" (file-name-directory load-file-name)) nil t)
(require 'eglot)
(require 'flymake)
(require 'project)
(require 'subr-x)

(setq eglot-autoreconnect nil eglot-sync-connect 60)

(defun e2e-eglot ()
  (e2e-put :editor (format "Emacs %s, eglot" emacs-version))
  (let ((root (file-name-as-directory (e2e-get "root"))))
    (add-hook 'project-find-functions (lambda (_) (cons 'transient root))))
  (find-file (e2e-get "file"))
  (js-mode)
  (setq eglot-server-programs (list (cons 'js-mode (e2e-command))))
  (apply #'eglot--connect (eglot--guess-contact))
  (let ((server (eglot-current-server)))
    (unless eglot--managed-mode (eglot--maybe-activate-editing-mode))
    (flymake-mode 1)
    (e2e-put :diagnostics
             (vconcat (mapcar #'flymake-diagnostic-text
                              (e2e-wait "diagnostics" (lambda () (flymake-start) (flymake-diagnostics))))))
    (e2e-contains (string-join (plist-get e2e-result :diagnostics) "\n") (e2e-get "diagnostic"))
    (e2e-go-to-position)
    (let ((hover (jsonrpc-request server :textDocument/hover (eglot--TextDocumentPositionParams))))
      (e2e-put :hover (substring-no-properties (eglot--hover-info (plist-get hover :contents) (plist-get hover :range))))
      (e2e-contains (plist-get e2e-result :hover) (e2e-get "hover")))
    (xref-find-definitions (xref-backend-identifier-at-point 'eglot))
    (e2e-check-jump)
    (let ((process (jsonrpc--process server)))
      (eglot-shutdown server)
      (e2e-wait "end of the server" (lambda () (not (process-live-p process)))))))

(e2e-main #'e2e-eglot)
