import { useEffect, useState } from 'react';

/** The address of the app that somebody wants to go to while there are unsaved changes; null when there is no such wish. */
export function useLeaving(dirty: boolean): [string | null, (wanted: string | null) => void] {
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (!dirty) return undefined;
    // Before the router hears of it.
    const ask = (event: MouseEvent) => {
      const address = addressOf(event);
      if (address === null) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(address);
    };
    window.addEventListener('click', ask, true);
    return () => window.removeEventListener('click', ask, true);
  }, [dirty]);
  return [wanted, setWanted];
}

/** Where a click on a link leads within the app, if it leads away from this page. */
function addressOf(event: MouseEvent): string | null {
  const changed = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
  if (changed || !link || link.target || link.hasAttribute('download')) return null;
  const { origin, pathname, search } = link;
  const stays = origin !== location.origin || pathname === location.pathname;
  return stays ? null : pathname + search;
}
