import { BodyLong, Button, Heading, VStack } from '@navikt/ds-react';
import { Component, type ReactNode } from 'react';
import { shellTexts } from '../texts/shell-texts.js';
import { useTexts } from './language.js';

/** Catches what a page throws while it is drawn. */
export class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    return this.state.crashed ? <CrashPage /> : this.props.children;
  }
}

function CrashPage() {
  const texts = useTexts(shellTexts);
  return (
    <main className="page">
      <VStack gap="space-16" align="start">
        <Heading size="large" level="1">
          {texts.crashed}
        </Heading>
        <BodyLong>{texts.crashedHelp}</BodyLong>
        <Button onClick={() => location.reload()}>{texts.reload}</Button>
      </VStack>
    </main>
  );
}
