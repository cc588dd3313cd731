/** Small machines of each kind that is met outside, with events that a case of each can take at once. */
export const SOURCES: Record<string, { source: object; events: string[] }> = {
  'a flow with services, as exported by Stately': {
    source: {
      context: { attempts: 0, email: '', profile: null },
      id: 'Tilmelding',
      initial: '/start',
      states: {
        '/start': {
          description: 'Her begynder det',
          invoke: {
            input: { query: '{{ select 1 }}' },
            src: 'hent kunde',
            onDone: [
              { actions: [], guard: 'findes', target: 'kendt' },
              { actions: [{ type: 'inline:1' }], target: 'ny kunde' },
            ],
            onError: { target: '#Tilmelding.slut' },
          },
        },
        kendt: { always: [{ guard: 'inline@1', target: 'slut' }], on: { 'videre!': 'slut' }, tags: ['ok'] },
        'ny kunde': { on: { gem: { target: 'slut', actions: 'gem' } }, meta: { color: 'red' } },
        slut: { type: 'final' },
      },
    },
    events: ['hent_kunde_done', 'gem'],
  },
  'regions whose ends can be left again': {
    source: {
      id: 'valg',
      initial: 'choosing',
      states: {
        choosing: {
          type: 'parallel',
          onDone: { target: 'chosen', actions: 'cheer' },
          states: Object.fromEntries(
            ['cheese', 'fruit'].map((what) => [
              what,
              {
                initial: 'open',
                states: {
                  open: { on: { [`pick ${what}`]: 'picked' } },
                  picked: { type: 'final', on: { [`drop ${what}`]: 'open' } },
                },
              },
            ]),
          ),
        },
        chosen: { on: { AGAIN: '#valg.choosing' }, exit: ['wipe'] },
      },
    },
    events: ['pick_cheese', 'drop_cheese', 'pick_cheese', 'pick_fruit', 'AGAIN'],
  },
  'a house of regions without an end': {
    source: {
      id: 'house',
      type: 'parallel',
      states: {
        light: { initial: 'on', states: { on: { on: { SWITCH: 'off' } }, off: { after: { 3000: 'on' } } } },
        heat: { initial: 'idle', states: { idle: { on: { SWITCH: { actions: 'note' } } } } },
      },
    },
    events: ['SWITCH'],
  },
  'a workflow of DIGIT': {
    source: {
      tenantId: 'pb',
      businessService: 'PGR-klage',
      businessServiceSla: 432_000_000,
      states: [
        {
          state: null,
          isStartState: true,
          actions: [{ action: 'APPLY', nextState: 'PENDING', roles: ['CITIZEN'] }],
        },
        {
          state: 'PENDING',
          sla: 7_200_000,
          isStartState: true,
          isTerminateState: false,
          actions: [
            { action: 'ANSWER', nextState: 'RESOLVED', roles: ['LME'], tenantId: 'pb' },
            { action: 'ANSWER', nextState: 'RE OPENED', roles: ['GRO'] },
            { action: 'NOTE', nextState: null, roles: [] },
          ],
        },
        { state: 'RE OPENED', actions: [{ action: 'SEND BACK', nextState: 'RE OPENED' }] },
        {
          state: 'RESOLVED',
          isTerminateState: true,
          actions: [
            { action: 'REOPEN', nextState: 'PENDING' },
            { action: 'RATE', nextState: 'CLOSED' },
          ],
        },
        { state: 'CLOSED', isTerminateState: true, actions: null },
      ],
    },
    events: ['APPLY', 'NOTE', 'ANSWER', 'SEND_BACK'],
  },
};
