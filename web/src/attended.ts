/** Whether somebody sits at the page: what it asks by itself meanwhile keeps no session alive. */
const GONE_AFTER_MS = 60_000;

let lastSeen = Date.now();
for (const sign of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'])
  addEventListener(sign, () => (lastSeen = Date.now()), { passive: true, capture: true });

export const isAttended = (): boolean => Date.now() - lastSeen < GONE_AFTER_MS;
