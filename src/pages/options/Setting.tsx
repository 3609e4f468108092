/** How every option looks: what it is about, the choices, and the way back to the default. */
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { DEFAULTS, type OptionName, type Options } from '../../settings/options.ts';
import { t } from '../../ui/i18n.ts';
import type { ChangeOption } from './actions.ts';

export function Setting(props: {
  label: string;
  /** Undefined where it is the default already. */
  reset: (() => void) | undefined;
  hint?: string;
  children: ComponentChildren;
}) {
  const { label, reset, hint, children } = props;
  const id = useId();
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const press = () => {
    reset?.();
    // The button goes: the focus stays with what it was about.
    fieldset.current?.querySelector('input')?.focus();
  };
  return (
    <fieldset class="setting" ref={fieldset} aria-describedby={hint && `${id}-hint`}>
      <legend id={id}>{label}</legend>
      {reset && (
        <button
          type="button"
          class="link reset"
          id={`${id}-reset`}
          aria-labelledby={`${id}-reset ${id}`}
          onClick={press}
        >
          {t('resetOption')}
        </button>
      )}
      {children}
      {hint && (
        <p class="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </fieldset>
  );
}

/**
 * What sets options back to their defaults; undefined where all of them are that.
 * @param change sets one option
 */
export function resetOf(
  options: Options,
  names: readonly OptionName[],
  change: ChangeOption,
): (() => void) | undefined {
  const changed = names.filter((name) => String(options[name]) !== String(DEFAULTS[name]));
  if (changed.length === 0) return undefined;
  return () => {
    for (const name of changed) change(name, DEFAULTS[name]);
  };
}

/** One of a few; `name` groups the buttons. */
export function Choices<Value extends string | number>(props: {
  name: string;
  choices: readonly { value: Value; label: ComponentChildren }[];
  chosen: Value;
  choose: (value: Value) => void;
}) {
  const { name, choices, chosen, choose } = props;
  return choices.map(({ value, label }) => (
    <label key={value} class="choice">
      <input
        type="radio"
        name={name}
        value={value}
        checked={value === chosen}
        onChange={() => choose(value)}
      />
      <span>{label}</span>
    </label>
  ));
}

/** Yes or no. */
export function Check(props: {
  label: ComponentChildren;
  checked: boolean;
  change: (checked: boolean) => void;
}) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={({ currentTarget }) => props.change(currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}
