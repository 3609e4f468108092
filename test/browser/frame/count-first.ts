/** To be imported before our own modules, which keep the prototypes' getters that they find. */
import { countIn, countText } from './counted-work.ts';

countIn(window);
countText();
