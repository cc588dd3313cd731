/** One line of the table. */
export interface Line {
  what: string;
  /** `1,234/s`, `80 µs`. */
  figure: string;
  /** Percentiles, spread, or what the figure is compared with. */
  detail?: string;
  ratio?: number;
  target?: { text: string; met: boolean };
}

const COLUMNS = ['', 'figure', 'ratio', 'target', 'detail'] as const;

const cells = ({ what, figure, ratio, target, detail }: Line): string[] => [
  what,
  figure,
  ratio === undefined ? '' : ratio.toFixed(2),
  target ? `${target.text} ${target.met ? 'met' : 'MISSED'}` : '',
  detail ?? '',
];

/** The lines as a Markdown table, so that it can be put into `docs/performance.md` as it is. */
export function tableOf(lines: Line[]): string {
  const rows = [COLUMNS.map(String), ...lines.map(cells)];
  const widths = COLUMNS.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const [head, ...body] = rows.map((row) => lineOf(row.map((cell, column) => cell.padEnd(widths[column]!))));
  return [head, lineOf(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}

const lineOf = (row: string[]): string => `| ${row.join(' | ')} |`;

export const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en')}/s`;
export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
