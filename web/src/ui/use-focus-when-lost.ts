import { useEffect, useRef } from 'react';

/** When what had the focus goes with a change of `key`, or can be pressed no longer, the element of that id takes it. */
export function useFocusWhenLost(key: unknown, id: string): void {
  const before = useRef(key);
  useEffect(() => {
    if (before.current === key) return;
    before.current = key;
    const on = document.activeElement;
    if (on === document.body || on?.matches(':disabled')) document.getElementById(id)?.focus();
  }, [key, id]);
}
