;;; common.el --- what both Emacs clients share  -*- lexical-binding: t -*-
;; E2E in the environment says what to do and what to expect.

(require 'json)
(require 'xref)
(require 'seq)

;; Packages of the distribution, which -Q leaves out.
(dolist (folder (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/*-[0-9]*"))
  (add-to-list 'load-path folder))

(setq make-backup-files nil auto-save-default nil create-lockfiles nil)

(defvar e2e (json-parse-string (getenv "E2E")))
(defvar e2e-result nil)

(defun e2e-get (&rest keys) (seq-reduce (lambda (value key) (gethash key value)) keys e2e))
(defun e2e-put (key value) (setq e2e-result (plist-put e2e-result key value)))
(defun e2e-command () (append (e2e-get "command") nil))

(defun e2e-wait (what condition)
  "Let processes speak until CONDITION answers something, and return that."
  (let ((end (+ (float-time) (/ (e2e-get "patience") 1000.0))) value)
    (while (not (or (setq value (funcall condition)) (> (float-time) end)))
      (accept-process-output nil 0.05)
      (sit-for 0.01))
    (or value (error "No %s" what))))

(defun e2e-contains (text part)
  (unless (string-search part text) (error "%S is not in %S" part text)))

(defun e2e-same (key list expected)
  "Put LIST, in order and each once, and compare it with what is EXPECTED."
  (let ((sorted (vconcat (seq-uniq (sort (mapcar #'substring-no-properties list) #'string<)))))
    (e2e-put key sorted)
    (unless (equal sorted (e2e-get expected)) (error "%S" sorted))))

(defun e2e-go-to-position ()
  (goto-char (point-min))
  (forward-line (e2e-get "position" "line"))
  (forward-char (e2e-get "position" "character")))

(defun e2e-check-jump ()
  (e2e-put :definition (buffer-file-name (window-buffer)))
  (unless (equal (plist-get e2e-result :definition) (e2e-get "target")) (error "Not there")))

(defun e2e-main (body)
  "Run BODY, print what it put, and end Emacs with 0 or 1."
  (e2e-put :ok :json-false)
  (condition-case failure
      (progn (funcall body) (e2e-put :ok t))
    (error (e2e-put :failure (error-message-string failure))))
  (princ (concat (json-encode e2e-result) "\n"))
  (kill-emacs (if (eq t (plist-get e2e-result :ok)) 0 1)))
