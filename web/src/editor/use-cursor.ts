import { useEffect, useRef, useState } from 'react';
import type { StatechartLayout } from '../../../src/machines/index.js';
import type { CodeHandle } from './code-editor.js';
import { litAt, NOTHING_LIT, type Lit } from './drawing-link.js';
import { helpAt, type Help } from './help.js';
import type { Knowledge } from './knowledge.js';

/** Shorter than anybody notices, longer than a held arrow key. */
const PAUSE_MS = 60;

/** What stands at the cursor: help for it, and what of the drawing it is about. */
export function useCursor(
  code: React.RefObject<CodeHandle | null>,
  know: Knowledge,
  layout: StatechartLayout | null,
): { help: Help | null; lit: Lit; moved: () => void } {
  const [help, setHelp] = useState<Help | null>(null);
  const [lit, setLit] = useState<Lit>(NOTHING_LIT);
  const drawn = useRef(layout);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const look = useRef(() => {
    const handle = code.current;
    if (!handle) return;
    const [json, position] = [handle.json(), handle.cursor()];
    setHelp(helpAt(know, json, position));
    setLit((before) => {
      const now = drawn.current ? litAt(json, position, drawn.current) : NOTHING_LIT;
      return sameLit(before, now) ? before : now;
    });
  }).current;
  useEffect(() => {
    drawn.current = layout;
    clearTimeout(timer.current);
    timer.current = setTimeout(look, PAUSE_MS);
    return () => clearTimeout(timer.current);
  }, [layout, look]);
  const moved = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(look, PAUSE_MS);
  };
  return { help, lit, moved };
}

const sameLit = (one: Lit, other: Lit): boolean =>
  one.state === other.state && [...one.arrows].join() === [...other.arrows].join();
