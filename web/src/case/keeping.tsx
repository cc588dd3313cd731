import { Button, Heading, Radio, RadioGroup, Textarea, VStack } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { CaseView } from '../api-types.js';
import { download, post, request } from '../api.js';
import { useRefresh, useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { FormModal } from '../ui/form-modal.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { keepingTexts } from './keeping-texts.js';

type Doing = 'hold' | 'release' | 'export';

/** Whether the case must be kept, for all; for leaders also to keep it, to let it go, and to hand out what is known of the citizen. */
export function Keeping({ view, leads }: { view: CaseView; leads: boolean }) {
  const texts = useTexts(keepingTexts);
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  const button = { size: 'small', variant: 'secondary' } as const;
  return (
    <section className="card" aria-labelledby="keeping">
      <Heading size="xsmall" level="2" id="keeping" spacing>
        {texts.title}
      </Heading>
      <Hold view={view} />
      {leads && (
        <VStack gap="space-8" align="start" className="no-print">
          <Button {...button} onClick={() => setDoing(view.hold ? 'release' : 'hold')}>
            {view.hold ? texts.release : texts.hold}
          </Button>
          {view.citizen && (
            <Button {...button} onClick={() => setDoing('export')}>
              {texts.export}
            </Button>
          )}
        </VStack>
      )}
      {doing === 'hold' && <HoldForm caseId={view.id} close={close} />}
      {doing === 'release' && <ReleaseForm caseId={view.id} close={close} />}
      {doing === 'export' && view.citizen && <ExportForm citizenId={view.citizen.id} close={close} />}
    </section>
  );
}

function Hold({ view: { hold } }: { view: CaseView }) {
  const texts = useTexts(keepingTexts);
  const { language } = useLanguage();
  const { zone } = useToday();
  if (!hold) return null;
  return (
    <div role="note">
      <strong>{texts.held}</strong>
      <p>{hold.reason}</p>
      <p className="quiet">{texts.heldBy(hold.placedByName, moment(hold.placedAt, language, zone))}</p>
    </div>
  );
}

function HoldForm({ caseId, close }: { caseId: string; close: () => void }) {
  const texts = useTexts(keepingTexts);
  const refresh = useRefresh();
  const place = useMutation({
    mutationFn: (reason: string) => post(`/api/cases/${caseId}/hold`, { reason }),
    onSuccess: async () => {
      await refresh();
      close();
    },
  });
  const { hold: title, holdLead: lead, holdReason: label, holdSubmit: submit } = texts;
  return (
    <ReasonForm
      {...{ title, lead, label, submit, close }}
      doing={place}
      onReason={(reason) => place.mutate(reason)}
    />
  );
}

function ReleaseForm({ caseId, close }: { caseId: string; close: () => void }) {
  const texts = useTexts(keepingTexts);
  const refresh = useRefresh();
  const lift = useMutation({
    mutationFn: () => request('DELETE', `/api/cases/${caseId}/hold`),
    onSuccess: async () => {
      await refresh();
      close();
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    lift.mutate();
  };
  const { release: title, releaseLead: lead, cancel } = texts;
  return (
    <FormModal {...{ title, lead, cancel, close }} submit={title} busy={lift.isPending} onSubmit={send}>
      {lift.error && <ProblemView error={lift.error} />}
    </FormModal>
  );
}

function ExportForm({ citizenId, close }: { citizenId: string; close: () => void }) {
  const texts = useTexts(keepingTexts);
  const [format, setFormat] = useState<'html' | 'json'>('html');
  const make = useMutation({
    mutationFn: (reason: string) => download(`/api/citizens/${citizenId}/export`, { reason, format }),
    onSuccess: close,
  });
  const { export: title, exportLead: lead, exportReason: label, exportSubmit: submit } = texts;
  return (
    <ReasonForm
      {...{ title, lead, label, submit, close }}
      doing={make}
      onReason={(reason) => make.mutate(reason)}
    >
      <RadioGroup legend={texts.format} size="small" value={format} onChange={setFormat}>
        <Radio value="html">{texts.html}</Radio>
        <Radio value="json">{texts.json}</Radio>
      </RadioGroup>
    </ReasonForm>
  );
}

interface ReasonFormProps {
  title: string;
  lead: string;
  label: string;
  submit: string;
  doing: { isPending: boolean; error: unknown };
  onReason: (reason: string) => void;
  close: () => void;
  children?: ReactNode;
}

/** Asks why; what is said there stays in the access log. */
function ReasonForm({ title, lead, label, submit, doing, onReason, close, children }: ReasonFormProps) {
  const texts = useTexts(keepingTexts);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isShort = reason.trim().length < 3;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (isShort) event.currentTarget.querySelector('textarea')?.focus();
    else onReason(reason.trim());
  };
  return (
    <FormModal
      {...{ title, lead, submit, close }}
      cancel={texts.cancel}
      busy={doing.isPending}
      onSubmit={send}
    >
      <Textarea
        label={label}
        size="small"
        maxLength={1000}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        error={tried && isShort && texts.missing}
        minRows={2}
      />
      {children}
      {doing.error !== null && <ProblemView error={doing.error} />}
    </FormModal>
  );
}
