/** Readable on a screen and on paper, in colour and without. Nothing is fetched: no font, no picture. */
export const STYLE = `
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.25; }
h2 { font-size: 1.375rem; margin-top: 2.5rem; border-bottom: 2px solid #1a1a1a; }
h3 { font-size: 1.125rem; margin: 2rem 0 0.5rem; }
h4, h5, h6 { font-size: 1rem; margin: 1.25rem 0 0.25rem; }
table { border-collapse: collapse; width: 100%; margin: 0.75rem 0 1.25rem; }
caption { text-align: left; font-weight: 600; padding-bottom: 0.25rem; }
th, td { hyphens: auto; border: 1px solid #767676; padding: 0.375rem 0.5rem; text-align: left; vertical-align: top; }
h2 + table > caption { position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); }
thead th { background: #eef1f4; }
.facts th { width: 11rem; }
th[scope=row] { font-weight: 600; }
code { font-family: ui-monospace, monospace; font-size: 0.875em; overflow-wrap: anywhere; }
ul { margin: 0; padding-left: 1.25rem; }
.checklist { list-style: "☐ "; }
.otherwise { margin-top: 0.25rem; font-size: 0.875em; }
.mark { border: 1px solid #8a4b00; padding: 0 0.25rem; font-weight: 600; }
.phase { color: #4a4a4a; margin: 0; }
a { color: #0b4f9c; }
@media (max-width: 40rem) { th, td { overflow-wrap: anywhere; } .facts th { width: auto; } }
@media print, (min-width: 40.01rem) { td > code { display: inline-block; min-width: 14rem; } }
@media print {
  @page { margin: 18mm 15mm; }
  body { font-size: 10pt; max-width: none; padding: 0; }
  h1, h2, h3, h4, h5, h6, caption { break-after: avoid; }
  tr, li { break-inside: avoid; }
  thead { display: table-header-group; }
  thead th { background: none; }
  a { color: inherit; }
  a[href^=http]::after { content: " <" attr(href) ">"; font-size: 0.85em; overflow-wrap: anywhere; }
}
`;
