import { defineConfig } from 'vite';
import { precompress } from './precompress.js';

const SERVER = `http://localhost:${process.env['PORT'] ?? 3000}`;

/** Builds the web app into `dist/web`, where the server looks for it; `vite web` serves it with the server's API behind it. */
export default defineConfig({
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no inlined font or script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Stays the same from release to release, and so in the browser's cache.
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|react-router)\// },
            // What draws a definition is a small part of what understands it.
            {
              name: 'drawing',
              test: /src\/machines\/(statechart|parse\/schema)\/|src\/machines\/(parse\/(json|lengths)|definition|labels|compile-moment|wording|state-tree|date-text)\.ts$/,
            },
            // What finds a moment by the clock of a zone: forms with a time of day need no more.
            { name: 'calendars', test: /node_modules\/temporal-|src\/machines\/(dates|instants)\.ts$/ },
            // For those who write definitions. In files of its own, so that nothing of it is put among what every page needs.
            { name: 'machines', test: /src\/machines\/|node_modules\/(xstate|@marcbachmann|@cfworker)\// },
          ],
        },
      },
      // The pure core does nothing by being loaded: of its one entry every page takes no more than it uses.
      treeshake: { moduleSideEffects: [{ test: /[\\/]src[\\/]machines[\\/]/, sideEffects: false }] },
      onLog: (level, log, write) => {
        // The design system marks its files for servers that draw React; there is none here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') write(level, log);
      },
    },
  },
  worker: { format: 'es' },
  plugins: [precompress()],
  oxc: { jsx: { runtime: 'automatic' } },
  server: { port: 5173, proxy: { '/api': SERVER, '/health': SERVER } },
});
