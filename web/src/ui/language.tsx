import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Text } from '../api-types.js';
import { readPreference, writePreference } from './preferences.js';

export type Language = 'da' | 'en';

/** A table of texts: sentences, sentences with gaps, and tables of these. */
export interface TextTable {
  [key: string]: string | ((...values: never[]) => string) | TextTable;
}
type SameTexts<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : SameTexts<T[K]>;
};

/** One table per language. A key that English lacks, or that Danish does not have, does not compile. */
export interface Bilingual<T> {
  da: T;
  en: SameTexts<T>;
}
export function bilingual<T extends TextTable>(da: T, en: NoInfer<SameTexts<T>>): Bilingual<T> {
  return { da, en };
}

interface LanguageState {
  language: Language;
  setLanguage: (language: Language) => void;
}
const LanguageContext = createContext<LanguageState>({ language: 'da', setLanguage: () => undefined });

/** Danish unless the user has chosen English; the choice is kept in the browser. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => readPreference('language', ['da', 'en'], 'da'));
  useEffect(() => {
    document.documentElement.lang = language;
    writePreference('language', language);
  }, [language]);
  const value = useMemo(() => ({ language, setLanguage }), [language]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageState {
  return useContext(LanguageContext);
}

/** The texts of one table in the user's language. */
export function useTexts<T>(texts: Bilingual<T>): SameTexts<T> {
  const { language } = useLanguage();
  return texts[language] as SameTexts<T>;
}

/** Puts a text of the definition into the user's language; Danish where English is missing. */
export function useWords(): (text: Text | null | undefined) => string {
  const { language } = useLanguage();
  return (text) => (text ? (text[language] ?? text.da) : '');
}
