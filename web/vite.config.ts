import { defineConfig } from 'vite';

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
      // The pure core does nothing by being loaded: of its one entry every page takes no more than it uses.
      treeshake: { moduleSideEffects: [{ test: /[\\/]src[\\/]machines[\\/]/, sideEffects: false }] },
      onLog: (level, log, write) => {
        // The design system marks its files for servers that draw React; there is none here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') write(level, log);
      },
    },
  },
  worker: { format: 'es' },
  oxc: { jsx: { runtime: 'automatic' } },
  server: { port: 5173, proxy: { '/api': SERVER, '/health': SERVER } },
});
