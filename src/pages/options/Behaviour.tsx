import { CHOICES, DEFAULTS, type Options } from '../../settings/options.ts';
import { editionsFor } from '../../story/editions.ts';
import type { Story } from '../../story/types.ts';
import {
  formatSeconds,
  languageName,
  type MessageKey,
  ownLanguageName,
  t,
  uiLanguage,
} from '../../ui/i18n.ts';
import type { ChangeOption } from './actions.ts';
import { Check, Choices, resetOf, Setting } from './Setting.tsx';

const KEYS: Record<Options['openWith'], MessageKey> = {
  none: 'keyNone',
  alt: 'keyAlt',
  ctrl: 'keyCtrl',
  shift: 'keyShift',
};

/** How cards open and speak, and what the toolbar button tells. */
export function Behaviour(props: { options: Options; story: Story; change: ChangeOption }) {
  const { options, story, change } = props;
  const [own] = editionsFor(story, uiLanguage());
  const auto = t('paragraphLanguageAuto', languageName(own?.lang ?? ''));
  const isKnown = story.languages.some(({ lang }) => lang === options.paragraphLanguage);
  // One that is not there counts as the default.
  const { paragraphLanguage } = isKnown ? options : DEFAULTS;
  return (
    <section aria-labelledby="behaviour">
      <h2 id="behaviour">{t('optionsCards')}</h2>
      <Setting
        label={t('optionParagraphLanguage')}
        reset={resetOf({ ...options, paragraphLanguage }, ['paragraphLanguage'], change)}
      >
        <Choices
          name="paragraphLanguage"
          choices={[
            { value: 'auto', label: auto },
            ...story.languages.map(({ lang }) => ({
              value: lang,
              label: <bdi lang={lang}>{ownLanguageName(lang)}</bdi>,
            })),
          ]}
          chosen={paragraphLanguage}
          choose={(lang) => change('paragraphLanguage', lang)}
        />
      </Setting>
      <Setting
        label={t('optionOpenBy')}
        reset={resetOf(options, ['openBy', 'openOnLinks'], change)}
      >
        <Choices
          name="openBy"
          choices={[
            { value: 'hover', label: t('openByHover') },
            { value: 'press', label: t('openByPress') },
          ]}
          chosen={options.openBy}
          choose={(way) => change('openBy', way)}
        />
        {options.openBy === 'hover' && (
          <Check
            label={t('openOnLinks')}
            checked={options.openOnLinks}
            change={(isOn) => change('openOnLinks', isOn)}
          />
        )}
      </Setting>
      {options.openBy === 'hover' && <Resting {...{ options, change }} />}
      <Setting label={t('optionButton')} reset={resetOf(options, ['badge', 'offIcon'], change)}>
        <Check
          label={t('optionBadge')}
          checked={options.badge}
          change={(isOn) => change('badge', isOn)}
        />
        <Check
          label={t('optionOffIcon')}
          checked={options.offIcon}
          change={(isOn) => change('offIcon', isOn)}
        />
      </Setting>
    </section>
  );
}

/** What else it takes for a rest of the pointer to open a card. */
function Resting({ options, change }: { options: Options; change: ChangeOption }) {
  return (
    <>
      <Setting label={t('optionOpenAfter')} reset={resetOf(options, ['openAfterMs'], change)}>
        <Choices
          name="openAfterMs"
          choices={CHOICES.openAfterMs.map((ms) => ({ value: ms, label: formatSeconds(ms) }))}
          chosen={options.openAfterMs}
          choose={(ms) => change('openAfterMs', ms)}
        />
      </Setting>
      <Setting label={t('optionOpenWith')} reset={resetOf(options, ['openWith'], change)}>
        <Choices
          name="openWith"
          choices={CHOICES.openWith.map((key) => ({ value: key, label: t(KEYS[key]) }))}
          chosen={options.openWith}
          choose={(key) => change('openWith', key)}
        />
      </Setting>
    </>
  );
}
