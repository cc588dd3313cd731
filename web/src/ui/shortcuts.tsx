import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { readPreference, writePreference } from './preferences.js';

type Handler = (event: KeyboardEvent) => void;

interface ShortcutState {
  enabled: boolean;
  setEnabled: (enabled: boolean) => void;
}
const ShortcutContext = createContext<ShortcutState>({ enabled: true, setEnabled: () => undefined });

/** Shortcuts of one character can be turned off, as WCAG 2.1.4 asks. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const [enabled, setEnabled] = useState(
    () => readPreference('shortcuts', ['on', 'off'] as const, 'on') === 'on',
  );
  useEffect(() => writePreference('shortcuts', enabled ? 'on' : 'off'), [enabled]);
  const value = useMemo(() => ({ enabled, setEnabled }), [enabled]);
  return <ShortcutContext value={value}>{children}</ShortcutContext>;
}

export function useShortcutSetting(): ShortcutState {
  return useContext(ShortcutContext);
}

/** Calls the handler for its key, unless somebody is writing, a dialog or menu is open, or shortcuts are off. */
export function useShortcuts(handlers: Record<string, Handler>): void {
  const { enabled } = useShortcutSetting();
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const listen = (event: KeyboardEvent) => {
      const handler = current.current[event.key];
      if (!handler || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
      event.preventDefault();
      handler(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [enabled]);
}

const WRITING = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]';

function isTaken(event: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open], [role=menu]')) return true;
  // In a shadow root the target would be its host.
  const [target] = event.composedPath();
  return target instanceof Element && target.closest(`${WRITING}, [role=tablist], [type=radio]`) !== null;
}
