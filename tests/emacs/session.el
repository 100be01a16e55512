;;; A session in Emacs as the guide's settings begin it: the draft is opened, a fault made and mended by a quick fix, a person and a
;;; key completed, the text formatted; what came of it is written as JSON. In: CTCT_DRAFT, CTCT_OUT.  -*- lexical-binding: t -*-

(require 'json)
(require 'flymake)
(setq eglot-sync-connect 60 eglot-connect-timeout 60 make-backup-files nil)
(defvar got nil)

(defun keep (name value) (push (cons name value) got))

(defun wait-until (ready)
  (let ((left 600))
    (while (and (> left 0) (not (funcall ready)))
      (accept-process-output nil 0.05)
      (setq left (1- left)))))

(defun found () (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun tell () (eglot--signal-textDocument/didChange) (flymake-start))

(defun go-after (words)
  (goto-char (point-min))
  (search-forward words))

(defun line () (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(defun completed (words)
  "Write WORDS at point, have them completed, and return the line."
  (insert words)
  (tell)
  (completion-at-point)
  (line))

(find-file (getenv "CTCT_DRAFT"))
(run-hooks 'post-command-hook)          ; eglot-ensure waits for the first command
(wait-until #'eglot-managed-p)
(keep 'mode (symbol-name major-mode))

(go-after "\ndia_danh")
(delete-char -1)
(tell)
(wait-until #'found)
(keep 'fault (found))
(setq completing-read-function (lambda (_prompt offered &rest more) (or (nth 4 more) (caar offered))))
(beginning-of-line)
(eglot-code-actions (point) (line-end-position) "quickfix" t)
(keep 'mended (line))
(tell)
(wait-until (lambda () (null (found))))
(keep 'left (found))

(go-after "phan_cong_chi_dao: dang-van-minh")
(delete-char (- (length "dang-van-minh")))
(keep 'person (completed "dang-v"))

(go-after "\ndia_danh")
(beginning-of-line)
(open-line 1)
(keep 'accents (completed "khẩn"))
(delete-region (line-beginning-position) (1+ (line-end-position)))

(go-after "\nngay:")
(insert "    ")
(tell)
(eglot-format-buffer)
(go-after "\nngay:")
(keep 'formatted (line))

(with-temp-file (getenv "CTCT_OUT") (insert (json-encode got)))
(set-buffer-modified-p nil)
(kill-emacs)
