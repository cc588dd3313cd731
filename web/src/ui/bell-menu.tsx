import { BellIcon } from '@navikt/aksel-icons';
import { ActionMenu, Button } from '@navikt/ds-react';
import type { ReactNode } from 'react';

/** As many as the number on the bell has room for. */
const MOST = 99;

interface BellMenuProps {
  label: string;
  /** How many are new; shown on the bell. */
  fresh: number;
  title: string;
  /** What is said when there is nothing. */
  none: string;
  items: ReactNode[];
  onOpenChange?: (open: boolean) => void;
  /** Below the list. */
  children?: ReactNode;
}

/** The bell of the header, with what it rings for. */
export function BellMenu({ label, fresh, title, none, items, onOpenChange, children }: BellMenuProps) {
  return (
    <ActionMenu {...(onOpenChange && { onOpenChange })}>
      <ActionMenu.Trigger>
        <Button
          variant="tertiary"
          size="small"
          data-color="neutral"
          icon={<BellIcon aria-hidden />}
          aria-label={label}
          className="bell"
          data-fresh={fresh > 0 ? Math.min(fresh, MOST) : undefined}
        />
      </ActionMenu.Trigger>
      <ActionMenu.Content align="end" className="reminder-menu">
        <ActionMenu.Group label={title}>
          {items.length === 0 && <div className="menu-note">{none}</div>}
          {items}
        </ActionMenu.Group>
        {children}
      </ActionMenu.Content>
    </ActionMenu>
  );
}
