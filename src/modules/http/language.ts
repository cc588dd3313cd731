export type Language = 'da' | 'en';

/** The language of an `Accept-Language` header: the one of ours with the highest weight, Danish when it names neither. */
export function languageOf(header: string | undefined): Language {
  let best: { language: Language; weight: number } = { language: 'da', weight: 0 };
  for (const part of (header ?? '').split(',').slice(0, 20)) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = tag.split('-')[0];
    const weight = weightOf(parameters);
    if ((language === 'da' || language === 'en') && weight > best.weight) best = { language, weight };
  }
  return best.language;
}

function weightOf(parameters: string[]): number {
  const given = parameters.find((parameter) => parameter.trim().startsWith('q='));
  return given ? Number(given.trim().slice(2)) || 0 : 1;
}
