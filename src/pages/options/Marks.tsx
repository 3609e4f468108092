import type { Finder } from '../../names/find-candidates.ts';
import type { MarkColour, MarkStyle, Options } from '../../settings/options.ts';
import { PALETTE } from '../../settings/palette.ts';
import type { Story } from '../../story/types.ts';
import { listOf, type MessageKey, t } from '../../ui/i18n.ts';
import type { ChangeOption } from './actions.ts';
import { Sample } from './Sample.tsx';
import { Check, Choices, resetOf, Setting } from './Setting.tsx';

const STYLES: Record<MarkStyle, MessageKey> = {
  both: 'markStyleBoth',
  underline: 'markStyleUnderline',
  tint: 'markStyleTint',
};

const EACH: Record<Options['markEach'], MessageKey> = {
  mention: 'markEachMention',
  section: 'markEachSection',
  page: 'markEachPage',
};

const COLOURS: Record<MarkColour, MessageKey> = {
  text: 'markColourText',
  amber: 'markColourAmber',
  red: 'markColourRed',
  violet: 'markColourViolet',
  blue: 'markColourBlue',
  green: 'markColourGreen',
};

/** Which names are marked, and what the marks look like. */
export function Marks(props: {
  options: Options;
  story: Story;
  finder: Finder;
  change: ChangeOption;
  /** Ids of the paragraphs that were read. */
  read: readonly string[];
  forgetRead: () => void;
}) {
  const { options, story, finder, change, read, forgetRead } = props;
  const { names, markEach, markStyle, markColour } = options;
  return (
    <section aria-labelledby="marks">
      <h2 id="marks">{t('optionsMarks')}</h2>
      <Setting label={t('optionNames')} reset={resetOf(options, ['names'], change)}>
        {story.names.map(({ id, label }) => (
          <Check
            key={id}
            label={label}
            checked={!names.includes(id)}
            change={(isMarked) =>
              change('names', isMarked ? names.filter((name) => name !== id) : [...names, id])
            }
          />
        ))}
      </Setting>
      <Setting label={t('optionMarkEach')} reset={resetOf(options, ['markEach'], change)}>
        <Choices
          name="markEach"
          choices={entries(EACH).map(([value, key]) => ({ value, label: t(key) }))}
          chosen={markEach}
          choose={(each) => change('markEach', each)}
        />
      </Setting>
      <Setting
        label={t('optionDimRead')}
        reset={resetOf(options, ['dimRead'], change)}
        hint={t('dimReadHint')}
      >
        <Check
          label={t('dimRead')}
          checked={options.dimRead}
          change={(isOn) => change('dimRead', isOn)}
        />
        {read.length > 0 && (
          <button type="button" class="link" onClick={forgetRead}>
            {t('forgetRead')}
          </button>
        )}
      </Setting>
      <Setting label={t('optionMarkStyle')} reset={resetOf(options, ['markStyle'], change)}>
        <Choices
          name="markStyle"
          choices={entries(STYLES).map(([value, key]) => ({ value, label: t(key) }))}
          chosen={markStyle}
          choose={(style) => change('markStyle', style)}
        />
      </Setting>
      <Setting label={t('optionMarkColour')} reset={resetOf(options, ['markColour'], change)}>
        <Choices
          name="markColour"
          choices={entries(COLOURS).map(([value, key]) => ({
            value,
            label: <Colour colour={value} name={t(key)} />,
          }))}
          chosen={markColour}
          choose={(colour) => change('markColour', colour)}
        />
      </Setting>
      <Sample
        text={t('sampleText', listOf(story.names.map(({ label }) => label)))}
        {...{ options, finder }}
      />
    </section>
  );
}

/** A colour's name beside a dot of it; each stands out on white and on black, so nothing is said of that. */
function Colour({ colour, name }: { colour: MarkColour; name: string }) {
  if (colour === 'text') return <>{name}</>;
  return (
    <>
      <span class="swatch" style={{ background: PALETTE[colour] }} /> {name}
    </>
  );
}

const entries = <Key extends string>(record: Record<Key, MessageKey>) =>
  Object.entries(record) as [Key, MessageKey][];
