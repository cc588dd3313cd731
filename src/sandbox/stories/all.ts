import type { Story } from '../story.js';
import { ASSESSING } from './assessing.js';
import { DECIDED } from './decided.js';
import { INCOMING } from './incoming.js';
import { OTHER_TEAM } from './other-team.js';
import { REFUSALS } from './refusals.js';
import { REMANDS } from './remands.js';
import { TRANSITIONS } from './transitions.js';

/** All that has happened in the sandbox municipality before its first visitor. */
export const STORIES: Story[] = [
  ...INCOMING,
  ...ASSESSING,
  ...REFUSALS,
  ...DECIDED,
  ...REMANDS,
  ...TRANSITIONS,
  ...OTHER_TEAM,
];
