/** Which text of a page is prose, not code, a form field or an editor. Reads the DOM, never changes it. */
import * as native from './native.ts';
import { elementAround } from './nodes.ts';

/** Text in here is never prose: code, form fields, editors, diagrams, what is not shown. */
const NOT_PROSE =
  'script,style,noscript,template,title,textarea,select,option,datalist,code,kbd,samp,tt,' +
  'iframe,object,canvas,audio,video,[role=textbox],.monaco-editor,.ace_editor,.CodeMirror,' +
  '.cm-editor,.xterm,.hljs,.blob-code,.react-code-text,.mermaid:not([data-processed])';

/** In here a letter or a program may stand: what it is, its lines tell. */
const BY_LINES = 'pre,table[translate=no],table.notranslate';

const EDITABLE = '[contenteditable]';
const ASKED = `${NOT_PROSE},${BY_LINES},${EDITABLE}`;

/** Whether a text is prose. `lines`: as its lines are (`readsAsProse`). */
export type Prose = boolean | 'lines';

/**
 * Whether `text` is prose. Asked for texts with a candidate only: a question for each of a page's
 * nodes would cost more than reading them.
 *
 * Reads attributes, not `isContentEditable`, which makes the browser compute styles.
 */
export function isProse(text: Text): Prose {
  const element = elementAround(text);
  return element === null || isProseIn(element);
}

function isProseIn(from: Element): Prose {
  let element: Element | null = from;
  let isEditableSettled = false;
  let prose: Prose = true;
  while (element) {
    const found: Element | null = native.closest(element, ASKED);
    if (found) {
      if (native.matches(found, NOT_PROSE)) return false;
      if (native.matches(found, BY_LINES)) prose = 'lines';
      const value: string | undefined = native.attribute(found, 'contenteditable')?.toLowerCase();
      if (!isEditableSettled) {
        if (value === '' || value === 'true' || value === 'plaintext-only') return false;
        isEditableSettled = value === 'false';
      }
    }
    element = elementAround(found ?? native.rootOf(element));
  }
  return prose;
}

/**
 * `isProse` for many texts while nothing changes in the page: what stands in the same element as the
 * one before is asked about its own element alone.
 */
export function createProseTest(): (text: Text) => Prose {
  let container: Element | undefined;
  let isContainerProse: Prose = false;
  /** What has no attributes is like any other of its name. */
  let passed = '';
  return (text) => {
    const parent = native.parentElement(text);
    const around = parent && native.parentElement(parent);
    if (!parent || !around) return isProse(text);
    const name = native.localName(parent);
    if (name !== passed || native.hasAttributes(parent)) {
      if (native.matches(parent, ASKED)) return isProseIn(parent);
      passed = name;
    }
    if (around !== container) {
      container = around;
      isContainerProse = isProseIn(around);
    }
    return isContainerProse;
  };
}
