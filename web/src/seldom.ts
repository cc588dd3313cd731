/** Calls `work` at once with the first item, and with all that come during a pause at its end. */
export function seldom<Item>(work: (items: readonly Item[]) => void, pauseMs: number) {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let items: Item[] = [];
  const flush = () => {
    waiting = undefined;
    if (items.length === 0) return;
    work(items.splice(0));
    waiting = setTimeout(flush, pauseMs);
  };
  return {
    note: (item: Item) => {
      items.push(item);
      if (waiting === undefined) flush();
    },
    stop: () => {
      clearTimeout(waiting);
      items = [];
    },
  };
}
