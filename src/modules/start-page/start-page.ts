import type { LocalDate } from '../../machines/definition.js';
import type { OpenTaskRow } from '../../persistence/views/sandbox-tasks.js';
import { SANDBOX_PASSWORD, SANDBOX_PEOPLE, SANDBOX_TEAMS } from '../people/sandbox-people.js';

const ROLE_NAMES: Record<string, string> = {
  caseworker: 'sagsbehandler',
  teamLeader: 'teamleder',
  admin: 'administrator',
  auditor: 'revisor',
};

/** What the sandbox shows of itself to everybody; null outside it. */
export interface SandboxDay {
  today: LocalDate;
  tasks: OpenTaskRow[];
}

/** The page at `/`: what this is and where to go on. In the sandbox also what is to be done today, and who can sign in. */
export function renderStartPage(sandbox: SandboxDay | null): string {
  return `<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sagsgang</title>
<link rel="stylesheet" href="/start-page.css">
</head>
<body>
<main>
<h1>Sagsgang</h1>
<p class="lead">Sager i kommunen følger deres sagsgang: hvad der skal gøres, hvornår det senest skal gøres, og hvorfor.</p>
<ul class="links">
<li><a href="/api/docs">API-dokumentation</a></li>
<li><a href="/api/openapi.json">OpenAPI</a></li>
<li><a href="/health/ready">Driftsstatus</a></li>
</ul>
${sandbox ? renderSandbox(sandbox) : ''}</main>
</body>
</html>
`;
}

function renderSandbox({ today, tasks }: SandboxDay): string {
  return `<section aria-labelledby="today">
<h2 id="today">Åbne opgaver</h2>
<p>Sandkassens dato er ${dateInWords(today)}.</p>
${tasks.length === 0 ? '<p>Der er ingen åbne opgaver.</p>' : renderTasks(tasks, today)}
</section>
<section aria-labelledby="people">
<h2 id="people">Log ind som</h2>
<p>Alle har adgangskoden <code>${escapeHtml(SANDBOX_PASSWORD)}</code>.</p>
<table>
<thead><tr><th scope="col">Brugernavn</th><th scope="col">Navn</th><th scope="col">Rolle</th><th scope="col">Team</th></tr></thead>
<tbody>
${SANDBOX_PEOPLE.map(renderPerson).join('\n')}
</tbody>
</table>
</section>
`;
}

function renderTasks(tasks: OpenTaskRow[], today: LocalDate): string {
  const rows = tasks.map(({ title, caseNumber, teamName, dueOn }) => {
    const due = dueOn ? dateInWords(dueOn) : 'uden frist';
    const late = dueOn && dueOn < today ? ' class="late"' : '';
    return `<tr><td>${escapeHtml(title.da)}</td><td>${escapeHtml(caseNumber)}</td><td>${escapeHtml(teamName)}</td><td${late}>${due}</td></tr>`;
  });
  return `<table>
<thead><tr><th scope="col">Opgave</th><th scope="col">Sag</th><th scope="col">Team</th><th scope="col">Senest</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function renderPerson({ username, name, roles, teamIds }: (typeof SANDBOX_PEOPLE)[number]): string {
  const teams = SANDBOX_TEAMS.filter(({ id }) => teamIds.includes(id)).map((team) => team.name);
  const cells = [
    `<code>${username}</code>`,
    name,
    roles.map((role) => ROLE_NAMES[role]).join(', '),
    teams.join(', '),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell || '–'}</td>`).join('')}</tr>`;
}

const LONG_DATE = new Intl.DateTimeFormat('da-DK', { dateStyle: 'long', timeZone: 'UTC' });

function dateInWords(date: LocalDate): string {
  return LONG_DATE.format(new Date(`${date}T00:00:00Z`));
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
