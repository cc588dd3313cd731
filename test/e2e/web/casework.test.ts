import { describe, expect, it } from '@jest/globals';
import { openCase, reasonsAgainst, record, task, travel } from './casework.js';
import { useSandbox } from './sandbox.js';

// One municipality and one clock for all of them: each journey begins where time stands after the one before.
const { enter, findCase } = useSandbox();

const EFFECTS_OF_TIME = 120_000;

describe('a refusal on Friday 27 March', () => {
  it('is told by telephone first, waits over the weekend, and is sent on Monday', async () => {
    const { id } = await findCase('2026-000048');
    const page = await enter('mette', `/cases/${id}`);
    expect(await reasonsAgainst(page, 'Send afgørelsen')).toContain(
      'Afslaget skal først meddeles mundtligt til borgeren, eller teamlederen skal have godkendt, at samtalen undlades.',
    );
    const guide = task(page, 'Ring til borgeren, før afgørelsen sendes');
    await guide.getByLabel('Fortæl om klageadgangen, og hvad der sker nu').check();
    await record(page, 'Notér opkald', {
      'Kom du i kontakt med borgeren?': 'Ja',
      'Notat: hvad blev sagt': 'Forklarede afslaget og klagevejen.',
    });
    const reasons = await reasonsAgainst(page, 'Send afgørelsen');
    expect(reasons.join()).toContain('et afslag sendes ikke op til en weekend eller helligdag');
    expect(reasons.join()).toContain('Muligt fra mandag den 30. marts 2026');
    expect(reasons.join()).not.toContain('mundtligt');

    await travel(page, '2026-03-30');
    await record(page, 'Send afgørelsen', {
      Forsendelse: 'Digital Post',
      'Brevet har en begrundelse': 'Ja',
      'Brevet har klagevejledning': 'Ja',
    });
    await page.getByText('Sagen blev afsluttet 30. marts 2026').waitFor();
    expect(await findCase('2026-000048')).toMatchObject({ status: 'done', endedAs: 'sent' });
  }, 60_000);
});

describe('a new application', () => {
  it(
    'goes from receipt to a full grant, which may leave on a Friday',
    async () => {
      const page = await enter('mette');
      await openCase(page, 'Ny ansøgning', 'Emil', {
        Dato: '30.03.2026',
        Klokken: '7.30',
        Paragraf: 'Merudgifter, barnets lov § 86',
      });
      await record(page, 'Send kvitteringsbrev');
      await record(page, 'Screeningen er færdig', {
        'Oplysninger, der mangler': [
          { Oplysning: 'Lægeerklæring', 'Hvilken betingelse den skal belyse': 'Funktionsevne' },
          { Oplysning: 'Kvitteringer', 'Hvilken betingelse den skal belyse': 'Udgifternes størrelse' },
        ],
      });
      await record(page, 'Oplysningerne er indhentet (anmodning sendt)');
      await travel(page, 'week');
      await record(page, 'Oplysninger modtaget', {
        'Hvad er modtaget': 'Begge dele',
        'Er alle oplysninger nu på plads?': 'Ja',
      });
      await record(page, 'Inddragelse er ikke relevant i denne sag', {
        'Hvorfor samtalen undlades': 'Alene et økonomisk spørgsmål',
      });
      await travel(page, '2026-04-10');
      await record(page, 'Vurderingen er færdig', {
        'Sagen er tilstrækkeligt oplyst': 'Ja',
        Partshøring: 'Ingen oplysninger til ugunst, som parten ikke kender',
      });
      await record(page, 'Bevilg det hele', { 'Hvad der bevilges': 'Merudgifter til medicin' });
      await record(page, 'Send bevillingen', { Forsendelse: 'Digital Post' });
      await record(page, 'Det bevilgede er iværksat');
      await record(page, 'Leveringen er bekræftet');
      await page.locator('.deadline', { hasText: 'Klagefrist' }).getByText('fre. 8. maj').first().waitFor();
      await travel(page, '2026-05-09');
      await page.getByText('Sagen blev afsluttet 9. maj 2026').waitFor();
    },
    EFFECTS_OF_TIME,
  );
});

describe('a remanded case', () => {
  it(
    'is not taken up by its caseworker before the team leader has been through it',
    async () => {
      const page = await enter('mette');
      const address = await openCase(page, 'Hjemvist sag', 'Julie', {
        Dato: '11.05.2026',
        Klokken: '7.30',
        'Den ophævede afgørelse nedsatte eller stoppede hjælp': 'Ja',
        Paragraf: 'Tabt arbejdsfortjeneste, barnets lov § 87',
      });
      await travel(page, '2026-05-13');
      expect(await reasonsAgainst(page, 'Begynd genbehandlingen')).toEqual([
        'Teamlederen skal gennemgå den hjemviste sag, før genbehandlingen begynder.',
      ]);
      await task(page, 'Gennemgå den hjemviste sag').getByText('Opgave for teamlederen').waitFor();

      const leader = await enter('anne', address);
      await record(leader, 'Gennemgangen er færdig', {
        'Ankestyrelsens grunde': 'Ikke tilstrækkeligt oplyst',
        'Hvad skal der ske i genbehandlingen': 'Indhent en ny erklæring om funktionsniveau',
      });
      await record(leader, 'Afgør borgerens retsstilling imens', {
        'Borgerens retsstilling imens': 'Hjælpen genetableres',
      });

      await page.reload();
      await record(page, 'Hjælpen er genetableret');
      await record(page, 'Borgeren er kontaktet');
      await record(page, 'Begynd genbehandlingen');
      await page.getByText('Oplysninger skal indhentes').first().waitFor();
    },
    EFFECTS_OF_TIME,
  );
});

describe('a young person of 15½', () => {
  it(
    'comes up by itself, and is invited to the café before turning 16',
    async () => {
      const page = await enter('mette');
      await openCase(page, 'Den Gode Overgang', 'Laura', { Fødselsdato: '15.11.2010' });
      expect(await task(page, 'Tag stilling til Den Gode Overgang').count()).toBe(0);
      await travel(page, '2026-05-16');
      await task(page, 'Tag stilling til Den Gode Overgang').waitFor();
      await record(page, 'Tag stilling til Den Gode Overgang', {
        'Kriterierne for Den Gode Overgang er opfyldt': 'Ja',
        Begrundelse: 'Betydeligt og varigt nedsat funktionsevne',
      });
      await travel(page, '2026-10-21');
      await record(page, 'Send invitation og informationsbrev', {
        'Informationsbrevet er vedlagt': 'Ja',
        'Den unge og hver forældremyndighedsindehaver får hver sit brev': 'Ja',
        'Sted og tid': 'Café Solvang, onsdag den 18. november kl. 17',
      });
      await page.getByText('Venter på cafémødet').first().waitFor();
    },
    EFFECTS_OF_TIME,
  );
});
