// CodeMirror as this page has it.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml, yamlFrontmatter } from "@codemirror/lang-yaml";
import { defineLanguageFacet, foldGutter, foldKeymap, indentOnInput, indentUnit, Language, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, linter, nextDiagnostic, previousDiagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, hoverTooltip, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { parser, Table } from "@lezer/markdown";
import { complete } from "./completion.js";
import { changed, save } from "./draft.js";
import { findings, fixHere, toggleFindings } from "./findings.js";
import { format } from "./formatting.js";
import { hover } from "./hover.js";
import { tellLanguage } from "./language.js";
import { follow, goToPages } from "./panes.js";
import { PHRASES } from "./phrases.js";

const readOnly = new Compartment();

// HTML inside Markdown means nothing to ctct: its languages need not be shipped.
function markdown() {
  const language = new Language(defineLanguageFacet(), parser.configure([Table]), [], "markdown");
  return yamlFrontmatter({ content: new LanguageSupport(language) });
}

// Word copies a line break inside a paragraph, and some programs letters apart from their accents: a draft can hold neither.
const pasted = (text) => text.normalize("NFC").replace(/[\v\f\u0085\u2028\u2029]/g, " ").replace(/[\0-\x08\x0e-\x1f\x7f]/g, "");

const KEYS = [
  { key: "Mod-s", run: (view) => (save(view), true), preventDefault: true },
  { key: "Shift-Alt-f", run: (view) => (format(view), true), preventDefault: true },
  { key: "Mod-.", run: (view) => (fixHere(view), true), preventDefault: true },
  { key: "Mod-Shift-m", run: toggleFindings, preventDefault: true },
  { key: "Mod-Enter", run: goToPages, preventDefault: true },
  { key: "F8", run: nextDiagnostic, shift: previousDiagnostic, preventDefault: true },
];

export function makeView(parent, { text, markdown: isMarkdown, name }) {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(document.querySelector("meta[name=style-nonce]").content),
        EditorState.phrases.of(PHRASES),
        EditorView.contentAttributes.of({ "aria-label": _("Dự thảo «{name}»", { name }), lang: "vi", spellcheck: "false", tabindex: "0" }),
        isMarkdown ? [] : placeholder(_("gõ «loại» rồi chọn trong danh sách; Ctrl-Space để xem mọi gợi ý")),
        EditorView.lineWrapping, lineNumbers(), lintGutter(), foldGutter(), highlightActiveLine(), highlightActiveLineGutter(),
        highlightSpecialChars(), highlightSelectionMatches(), drawSelection(), history(), indentOnInput(), indentUnit.of("  "),
        EditorView.clipboardInputFilter.of(pasted),
        closeBrackets(), search({ top: true }), isMarkdown ? markdown() : yaml(), syntaxHighlighting(classHighlighter),
        linter(null), autocompletion({ override: [complete], activateOnTypingDelay: 50 }), hoverTooltip(hover), findings,
        readOnly.of([]),
        keymap.of([...KEYS, ...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap,
          ...defaultKeymap, indentWithTab]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            changed(update);
            tellLanguage(update);
          }
          follow(update);
        }),
      ],
    }),
  });
}

/** Lets nobody type, where another page has taken the draft over; or lets them type again. */
export function setReadOnly(view, whether) {
  view.dispatch({ effects: readOnly.reconfigure(whether ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : []) });
}
