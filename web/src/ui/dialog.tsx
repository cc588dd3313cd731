import { Modal, type ModalProps } from '@navikt/ds-react';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';

interface DialogProps extends Pick<ModalProps, 'width' | 'placement' | 'aria-describedby'> {
  title: string;
  /** Where somebody begins: with what the dialog says, or in its first field. */
  begin?: 'title' | 'field';
  /** What the dialog has sent is not answered yet. */
  busy?: boolean;
  close: () => void;
  children: ReactNode;
}

/** Something that must be dealt with first. A refusal that comes back takes the focus, which the button lost while it waited. */
export function Dialog({ title, begin = 'title', busy = false, close, children, ...rest }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!busy) dialog.current?.querySelector<HTMLElement>('[role=alert]')?.focus();
  }, [busy]);
  return (
    <Modal
      open
      ref={dialog}
      onClose={close}
      header={{ heading: title, size: 'small' }}
      width="small"
      portal
      {...rest}
    >
      <Start dialog={dialog} begin={begin} />
      {children}
    </Modal>
  );
}

interface StartProps {
  dialog: RefObject<HTMLDialogElement | null>;
  begin: 'title' | 'field';
}

const FIELD = 'input:checked, input:not([type=radio]), select, textarea';

/** The design system opens the dialog after the effects of what is in it, and gives the focus to the cross that closes it. */
function Start({ dialog, begin }: StartProps) {
  useEffect(() => {
    queueMicrotask(() => {
      const field = begin === 'field' ? dialog.current?.querySelector<HTMLElement>(FIELD) : null;
      const start = field ?? dialog.current?.querySelector<HTMLElement>('h1');
      if (start && start !== field) start.tabIndex = -1;
      start?.focus();
    });
  }, [dialog, begin]);
  return null;
}
