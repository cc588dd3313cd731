import { QueryClientProvider } from '@tanstack/react-query';
import { Provider, Theme } from '@navikt/ds-react';
import { en as akselEnglish } from '@navikt/ds-react/locales';
import { useState, type ReactNode } from 'react';
import { BrowserRouter } from 'react-router';
import { createQueryClient } from './queries.js';
import { AppRoutes } from './routes.js';
import { akselDanish } from './ui/aksel-danish.js';
import { Crash } from './ui/crash.js';
import { LanguageProvider, useLanguage } from './ui/language.js';
import { ShortcutProvider } from './ui/shortcuts.js';
import { ThemeProvider, useTheme } from './ui/theme.js';

/** Everything the pages stand on: language, appearance, the server's answers, addresses. */
export function App() {
  const [client] = useState(createQueryClient);
  return (
    <LanguageProvider>
      <ThemeProvider>
        <DesignSystem>
          <Crash>
            <QueryClientProvider client={client}>
              <BrowserRouter>
                <ShortcutProvider>
                  <AppRoutes />
                </ShortcutProvider>
              </BrowserRouter>
            </QueryClientProvider>
          </Crash>
        </DesignSystem>
      </ThemeProvider>
    </LanguageProvider>
  );
}

function DesignSystem({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const { shown } = useTheme();
  return (
    <Provider locale={language === 'da' ? akselDanish : akselEnglish}>
      <Theme theme={shown} className="app-theme">
        {children}
      </Theme>
    </Provider>
  );
}
