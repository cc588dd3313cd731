/** Served as a file of its own, because the page's policy allows nothing inline. */
export const START_PAGE_CSS = `:root {
  color-scheme: light dark;
  --text: #1f2428;
  --quiet: #57606a;
  --line: #d5dbe1;
  --accent: #0b5cad;
  --late: #b3261e;
  --ground: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root { --text: #e7ebef; --quiet: #a3adb8; --line: #3a434d; --accent: #7ab8f5; --late: #ff9a92; --ground: #14181c; }
}
body {
  margin: 0;
  font: 1.0625rem/1.6 system-ui, sans-serif;
  color: var(--text);
  background: var(--ground);
}
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; }
h1 { margin: 0; font-size: 2.25rem; line-height: 1.2; letter-spacing: -0.02em; }
h2 { margin: 3rem 0 0.25rem; font-size: 1.25rem; }
.lead { font-size: 1.25rem; color: var(--quiet); margin: 0.5rem 0 1.5rem; }
.links { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; padding: 0; margin: 0; list-style: none; }
a { color: var(--accent); text-underline-offset: 0.2em; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
table { width: 100%; border-collapse: collapse; margin-top: 0.75rem; }
th, td { padding: 0.5rem 1rem 0.5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-size: 0.875rem; font-weight: 600; color: var(--quiet); }
.late { color: var(--late); font-weight: 600; }
@media (max-width: 34rem) {
  thead { position: absolute; clip-path: inset(50%); }
  tr { display: block; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  td { display: block; padding: 0; border: 0; }
}
`;
