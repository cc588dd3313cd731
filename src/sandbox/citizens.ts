import type { LocalDate } from '../machines/definition.js';
import type { CitizenRow } from '../persistence/citizens.js';
import { PLACE } from './municipality.js';

/** An invented child or young person with those who have custody. */
interface Child {
  name: string;
  bornOn: LocalDate;
  /** Street and number; the address is kept, and hidden, where it is protected. */
  street: string;
  parents: string[];
  addressProtected?: boolean;
}

const child = (name: string, bornOn: LocalDate, street: string, ...parents: string[]): Child => ({
  name,
  bornOn,
  street,
  parents,
});

/** By the first name under which the stories know them. */
const CHILDREN = {
  alma: child('Alma Brogaard', '2018-05-14', 'Mejsevænget 4', 'Signe Brogaard', 'Thor Brogaard'),
  villads: child('Villads Engholt', '2015-02-03', 'Møllestien 17', 'Lone Engholt'),
  karla: child('Karla Vindfeldt', '2019-09-21', 'Skovbrynet 52', 'Pia Vindfeldt', 'Ask Vindfeldt'),
  liva: child('Liva Stenbæk', '2016-11-08', 'Kildevældet 9', 'Hanne Stenbæk', 'Jørn Stenbæk'),
  oskar: child('Oskar Ravnholdt', '2014-07-30', 'Stationsalleen 31', 'Gry Ravnholdt'),
  asta: child('Asta Møgelby', '2010-03-02', 'Hyldegangen 12', 'Lise Møgelby', 'Kaj Møgelby'),
  aksel: child('Aksel Møgelby', '2010-03-02', 'Hyldegangen 12', 'Lise Møgelby', 'Kaj Møgelby'),
  frida: child('Frida Kornager', '2021-01-19', 'Pilehegnet 3', 'Anja Kornager', 'Emil Kornager'),
  noah: child('Noah Tangvad', '2022-06-11', 'Lynghaven 28', 'Sofie Tangvad'),
  ellen: child('Ellen Overdal', '2017-04-25', 'Bækkedraget 6', 'Rie Overdal', 'Palle Overdal'),
  storm: child('Storm Lindegren', '2020-12-02', 'Rosenkrogen 15', 'Nete Lindegren', 'Ulf Lindegren'),
  luna: child('Luna Sandbjerg', '2013-08-17', 'Havrevej 41', 'Tove Sandbjerg'),
  viggo: child('Viggo Højlund', '2012-10-05', 'Fuglesangen 22', 'Mai Højlund', 'Bent Højlund'),
  nora: child('Nora Kirkemose', '2015-03-29', 'Kastanjebuen 7', 'Vibe Kirkemose', 'Rune Kirkemose'),
  magnus: child('Magnus Ulvedal', '2011-12-24', 'Smedestræde 2', 'Karen Ulvedal'),
  august: child('August Dalstrøm', '2016-06-06', 'Violvænget 19', 'Else Dalstrøm', 'Per Dalstrøm'),
  valdemar: child('Valdemar Krat', '2014-01-13', 'Åbrinken 35', 'Bodil Krat', 'Mads Krat'),
  emil: child('Emil Rødkær', '2018-02-27', 'Teglgården 5', 'Trine Rødkær'),
  josefine: child('Josefine Hvidemose', '2013-05-09', 'Birkelyet 14', 'Ulla Hvidemose', 'Jens Hvidemose'),
  clara: child('Clara Bøgelund', '2019-11-30', 'Markskellet 26', 'Maja Bøgelund', 'Sune Bøgelund'),
  malthe: child('Malthe Fuglsted', '2017-10-10', 'Solsikkevej 8', 'Dorte Fuglsted'),
  laura: child('Laura Elmebo', '2012-03-18', 'Gadekæret 11', 'Inge Elmebo', 'Troels Elmebo'),
  anton: child('Anton Skyttehave', '2020-04-04', 'Kløverbakken 33', 'Maria Skyttehave', 'Ove Skyttehave'),
  emma: child('Emma Vestervad', '2015-09-15', 'Egehegnet 20', 'Lotte Vestervad'),
  william: child('William Odderup', '2016-01-22', 'Brombærstien 1', 'Camilla Odderup', 'Finn Odderup'),
  freja: child('Freja Næsholm', '2014-12-12', 'Dammen 16', 'Birgit Næsholm', 'Leif Næsholm'),
  mathilde: child('Mathilde Toftemark', '2021-08-08', 'Ahornparken 44', 'Sanne Toftemark'),
  liam: child('Liam Grønvang', '2013-02-14', 'Vibegangen 13', 'Nour Grønvang', 'Tim Grønvang'),
  isabella: {
    ...child('Isabella Thorsager', '2017-07-07', 'Hemmelig 1', 'Sara Thorsager'),
    addressProtected: true,
  },
  carl: child('Carl Bakkemose', '2022-02-20', 'Nøddekrogen 10', 'Eva Bakkemose', 'Ivan Bakkemose'),
  frederik: child('Frederik Sølyst', '2012-08-28', 'Enghaven 37', 'Jette Sølyst', 'Ole Sølyst'),
  sara: child('Sara Holmegaard', '2015-06-19', 'Tjørnevangen 24', 'Amal Holmegaard'),
  elias: child('Elias Brunsbjerg', '2011-04-01', 'Kornvænget 18', 'Gerda Brunsbjerg', 'Niels Brunsbjerg'),
  julie: child('Julie Kildegren', '2016-10-31', 'Svinget 30', 'Heidi Kildegren', 'Kim Kildegren'),
  tobias: child('Tobias Hedelund', '2010-09-27', 'Lærkelunden 21', 'Mona Hedelund', 'Arne Hedelund'),
  maja: child('Maja Storm-Linde', '2010-10-20', 'Syrenstien 23', 'Dina Linde', 'Viktor Storm'),
  oliver: child('Oliver Præstemark', '2010-05-10', 'Banegårdsvej 45', 'Rita Præstemark'),
  nanna: child('Nanna Fredslund', '2010-04-18', 'Poppelkrogen 29', 'Jonna Fredslund', 'Erik Fredslund'),
  jonas: child('Jonas Askov-Riis', '2009-04-15', 'Humlegangen 27', 'Bente Riis', 'Henrik Askov'),
  signe: child('Signe Skuddal', '2008-02-29', 'Vandværksvej 32', 'Grethe Skuddal', 'Aage Skuddal'),
  rasmus: child('Rasmus Nybølle', '2008-03-20', 'Torvestræde 25', 'Helle Nybølle'),
  cecilie: child('Cecilie Ørnekær', '2008-07-10', 'Damhaven 34', 'Kirsten Ørnekær', 'Jakob Ørnekær'),
  sofus: child('Sofus Langtoft', '2019-03-03', 'Rughaven 36', 'Stine Langtoft', 'Bo Langtoft'),
  vera: child('Vera Klintebo', '2020-07-26', 'Kirkestien 38', 'Rosa Klintebo'),
  hugo: child('Hugo Mosegren', '2017-12-18', 'Søbredden 40', 'Anita Mosegren', 'Keld Mosegren'),
  laerke: child('Lærke Østermark', '2010-06-15', 'Plantagen 42', 'Ditte Østermark', 'Alex Østermark'),
} satisfies Record<string, Child>;

export type ChildKey = keyof typeof CHILDREN;

/** The child as the register of citizens has it. They have no CPR number: an invented one may belong to somebody. */
export function citizenOf(key: ChildKey): Omit<CitizenRow, 'id'> {
  const { name, bornOn, street, parents, addressProtected = false }: Child = CHILDREN[key];
  return {
    name,
    cprEncrypted: null,
    cprHash: null,
    bornOn,
    address: `${street}, ${PLACE}`,
    addressProtected,
    contact: { custodyHolders: parents.map((parent) => ({ name: parent })) },
  };
}

export const CHILD_KEYS = Object.keys(CHILDREN) as ChildKey[];

/** Birthday as the definitions want it. */
export function bornOn(key: ChildKey): LocalDate {
  return CHILDREN[key].bornOn;
}
