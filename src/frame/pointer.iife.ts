/** The pointer's bundle: comes into a frame when a pointer first moves over a page with mentions. Wiring only. */
import { world } from '../protocol/world.ts';
import { createPointer } from './pointer/create-pointer.ts';

const { page, pointer } = world();

if (page && !pointer) world().pointer = createPointer(page);
