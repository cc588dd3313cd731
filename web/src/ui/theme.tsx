import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { readPreference, writePreference } from './preferences.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEMES)[number];

interface ThemeState {
  choice: ThemeChoice;
  /** What the choice comes to on this computer now. */
  shown: 'light' | 'dark';
  setChoice: (choice: ThemeChoice) => void;
}
const ThemeContext = createContext<ThemeState>({
  choice: 'system',
  shown: 'light',
  setChoice: () => undefined,
});

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<ThemeChoice>(() => readPreference('theme', THEMES, 'system'));
  const systemIsDark = useSystemIsDark();
  const shown = choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice;
  useEffect(() => writePreference('theme', choice), [choice]);
  // Menus and dialogs are drawn beside the app, so the page itself must know too.
  useEffect(() => {
    document.documentElement.classList.remove('light', 'dark');
    document.documentElement.classList.add(shown);
  }, [shown]);
  const value = useMemo(() => ({ choice, shown, setChoice }) as const, [choice, shown]);
  return <ThemeContext value={value}>{children}</ThemeContext>;
}

export function useTheme(): ThemeState {
  return useContext(ThemeContext);
}

function useSystemIsDark(): boolean {
  const [query] = useState(() => matchMedia('(prefers-color-scheme: dark)'));
  const [dark, setDark] = useState(query.matches);
  useEffect(() => {
    const listen = () => setDark(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, [query]);
  return dark;
}
