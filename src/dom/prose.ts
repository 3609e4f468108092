/** Which text of a page is prose, not code, a form field or an editor. Reads the DOM, never changes it. */
import * as native from './native.ts';
import { elementAround } from './nodes.ts';

/** Text in here is never prose: code, form fields, editors, what is not shown. */
const NOT_PROSE =
  'script,style,noscript,template,title,textarea,select,option,datalist,pre,code,kbd,samp,tt,' +
  'iframe,object,canvas,audio,video,[role=textbox],.monaco-editor,.ace_editor,.CodeMirror';

const EDITABLE = '[contenteditable]';
const NOT_PROSE_OR_EDITABLE = `${NOT_PROSE},${EDITABLE}`;

/**
 * Whether `text` is prose. Asked for texts with a candidate only: a question for each of a page's
 * nodes would cost more than reading them.
 *
 * Reads attributes, not `isContentEditable`, which makes the browser compute styles.
 */
export function isProse(text: Text): boolean {
  const element = elementAround(text);
  return element === null || isProseIn(element);
}

function isProseIn(from: Element): boolean {
  let element: Element | null = from;
  let isEditableSettled = false;
  while (element) {
    const refused: Element | null = native.closest(
      element,
      isEditableSettled ? NOT_PROSE : NOT_PROSE_OR_EDITABLE,
    );
    if (refused) {
      if (isEditableSettled || native.matches(refused, NOT_PROSE)) return false;
      const value: string | undefined = native.attribute(refused, 'contenteditable')?.toLowerCase();
      if (value === '' || value === 'true' || value === 'plaintext-only') return false;
      isEditableSettled = value === 'false';
    }
    element = elementAround(refused ?? native.rootOf(element));
  }
  return true;
}

/**
 * `isProse` for many texts while nothing changes in the page: what stands in the same element as the
 * one before is asked about its own element alone.
 */
export function createProseTest(): (text: Text) => boolean {
  let container: Element | undefined;
  let isContainerProse = false;
  /** What has no attributes is like any other of its name. */
  let passed = '';
  return (text) => {
    const parent = native.parentElement(text);
    const around = parent && native.parentElement(parent);
    if (!parent || !around) return isProse(text);
    const name = native.localName(parent);
    if (name !== passed || native.hasAttributes(parent)) {
      if (native.matches(parent, NOT_PROSE_OR_EDITABLE)) return isProseIn(parent);
      passed = name;
    }
    if (around !== container) {
      container = around;
      isContainerProse = isProseIn(around);
    }
    return isContainerProse;
  };
}
