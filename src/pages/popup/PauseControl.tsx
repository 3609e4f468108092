import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Pause } from '../../settings/sites.ts';
import { t } from '../../ui/i18n.ts';
import type { HandlerFor } from './actions.ts';

const HOUR_MS = 3_600_000;

/** For how long, by the message that says it; asked when it is pressed. */
const CHOICES = [
  ['pauseForNow', (): Pause => ({ until: 'restart' })],
  ['pauseAnHour', (): Pause => ({ until: Date.now() + HOUR_MS })],
  ['pauseUntilOn', (): Pause => ({ until: null })],
] as const;

/** Pauses marking everywhere, or ends the pause. */
export function PauseControl(props: {
  pause: Pause | undefined;
  act: HandlerFor;
  setPause(pause: Pause | undefined): Promise<void>;
}) {
  const { pause, act, setPause } = props;
  const frame = useRef<HTMLDivElement>(null);
  const wasPressed = useRef(false);
  const [isOpen, setOpen] = useState(false);
  const press = (next: Pause | undefined) => {
    wasPressed.current = true;
    act(() => setPause(next))();
  };
  // What was pressed is gone: the focus goes to what stands in its place.
  useLayoutEffect(() => {
    setOpen(false);
    if (wasPressed.current) frame.current?.querySelector('button')?.focus();
    wasPressed.current = false;
  }, [pause === undefined]);
  return (
    <div class="pause" ref={frame}>
      {pause ? (
        <button type="button" class="link" onClick={() => press(undefined)}>
          {t('resume')}
        </button>
      ) : (
        <>
          <button
            type="button"
            class="link unfolds"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {t('pause')}
          </button>
          {isOpen && (
            <div class="choices">
              {CHOICES.map(([key, pauseNow]) => (
                <button type="button" key={key} onClick={() => press(pauseNow())}>
                  {t(key)}
                </button>
              ))}
            </div>
          )}
        </>
      )}
    </div>
  );
}
