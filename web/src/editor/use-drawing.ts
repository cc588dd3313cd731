import { useEffect, useRef, useState } from 'react';
import { toChart, type Definition, type StatechartLayout } from '../../../src/machines/index.js';
import { DraftDrawer } from '../statechart/draw-draft.js';
import { useLanguage, type Language } from '../ui/language.js';

export interface Drawing {
  layout: StatechartLayout | null;
  /** The machine is one that cannot be drawn. */
  failed: boolean;
}

/** The drawing of the definition, made anew when something that it shows has changed. The last one stays until then. */
export function useDrawing(definition: Definition | null): Drawing {
  const { language } = useLanguage();
  const [drawing, setDrawing] = useState<Drawing>({ layout: null, failed: false });
  const loop = useRef<DrawLoop | null>(null);
  useEffect(() => {
    const opened = new DrawLoop(setDrawing);
    loop.current = opened;
    return () => opened.close();
  }, []);
  useEffect(() => {
    if (definition) loop.current?.want(definition, language);
  }, [definition, language]);
  return drawing;
}

/** Draws one definition after the other; of those that wait only the newest. */
class DrawLoop {
  private readonly drawer = new DraftDrawer();
  private wanted: (() => Promise<StatechartLayout>) | null = null;
  private shown = '';
  private running = false;
  private closed = false;

  constructor(private readonly show: (change: (before: Drawing) => Drawing) => void) {}

  want(definition: Definition, language: Language): void {
    const key = JSON.stringify(toChart(definition, language));
    if (key === this.shown) return;
    this.shown = key;
    this.wanted = () => this.drawer.draw(definition, language);
    if (!this.running) void this.run();
  }

  close(): void {
    this.closed = true;
    this.wanted = null;
    this.drawer.close();
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.wanted) {
      const draw = this.wanted;
      this.wanted = null;
      const layout = await draw().catch(() => null);
      if (!this.closed) this.show((before) => ({ layout: layout ?? before.layout, failed: layout === null }));
    }
    this.running = false;
  }
}
