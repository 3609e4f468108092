/** How every option looks: what it is about, the choices, and the default. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';

export function Setting(props: {
  label: string;
  /** What the default is called in the choices. */
  byDefault: string;
  hint?: string;
  children: ComponentChildren;
}) {
  const { label, byDefault, hint, children } = props;
  const note = useId();
  return (
    <fieldset class="setting" aria-describedby={note}>
      <legend>{label}</legend>
      {children}
      <p class="quiet" id={note}>
        {hint && `${hint} `}
        {t('defaultIs', byDefault)}
      </p>
    </fieldset>
  );
}

/** One of a few; `name` groups the buttons. */
export function Choices<Value extends string>(props: {
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
