/** The chooser's bundle: comes into a frame with more mentions than can be painted all. Wiring only. */
import { world } from '../protocol/world.ts';
import { chooseNear } from './marks/choose-near.ts';

world().chooser = chooseNear;
