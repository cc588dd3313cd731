import {
  ChevronLeftIcon,
  ChevronRightIcon,
  PauseIcon,
  PlayIcon,
  SkipBackwardIcon,
  SkipForwardIcon,
} from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { useTexts } from '../ui/language.js';
import { rulesTexts } from './rules-texts.js';

/** Long enough to read a step. */
const STEP_MS = 1_800;

interface PlayControlsProps {
  at: number;
  count: number;
  goTo: (at: number) => void;
}

/** Goes through the steps, by hand or by itself. Buttons that have nothing to do keep the focus: they only say so. */
export function PlayControls({ at, count, goTo }: PlayControlsProps) {
  const texts = useTexts(rulesTexts).path;
  const { playing, toggle, stop } = usePlaying(at, count, goTo);
  const go = (next: number) => {
    stop();
    goTo(Math.max(0, Math.min(count - 1, next)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    go(next);
  };
  const look = { size: 'small', variant: 'secondary' } as const;
  return (
    <div role="group" aria-label={texts.controls} className="play-controls" onKeyDown={onKeyDown}>
      <Button
        {...look}
        icon={<SkipBackwardIcon title={texts.first} />}
        aria-disabled={at === 0}
        onClick={() => go(0)}
      />
      <Button
        {...look}
        icon={<ChevronLeftIcon title={texts.back} />}
        aria-disabled={at === 0}
        onClick={() => go(at - 1)}
      />
      <Button
        size="small"
        icon={playing ? <PauseIcon aria-hidden /> : <PlayIcon aria-hidden />}
        onClick={toggle}
      >
        {playing ? texts.pause : texts.play}
      </Button>
      <Button
        {...look}
        icon={<ChevronRightIcon title={texts.forward} />}
        aria-disabled={at === count - 1}
        onClick={() => go(at + 1)}
      />
      <Button
        {...look}
        icon={<SkipForwardIcon title={texts.last} />}
        aria-disabled={at === count - 1}
        onClick={() => go(count - 1)}
      />
      <span className="quiet">{texts.keys}</span>
    </div>
  );
}

/** A step after the other until the last; from the beginning when it was there already. */
function usePlaying(at: number, count: number, goTo: (at: number) => void) {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      goTo(at + 1);
      if (at + 1 >= count - 1) setPlaying(false);
    }, STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, at, count, goTo]);
  const toggle = () => {
    if (!playing && at === count - 1) goTo(0);
    setPlaying(!playing && count > 1);
  };
  return { playing, toggle, stop: () => setPlaying(false) };
}
