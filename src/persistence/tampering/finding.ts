/** What kind of thing does not hold. */
export type FindingKind =
  | 'eventChanged'
  | 'lastEventMissing'
  | 'notReplayable'
  | 'eventDiffers'
  | 'snapshotDiffers'
  | 'caseDiffers'
  | 'rowMissing'
  | 'rowAdded'
  | 'rowDiffers'
  | 'deliveryLost'
  | 'deliveryForged'
  | 'deliveryDiffers'
  | 'openedCaseMissing'
  | 'dormant'
  | 'ruleBroken'
  | 'caseMissing'
  | 'publishedDiffers'
  | 'publishedMissing'
  | 'guardMissing'
  | 'caseRecounted'
  | 'accessMissing'
  | 'accessAdded'
  | 'accessChanged'
  | 'disposalChanged'
  | 'disposalForged'
  | 'rootMissing'
  | 'rootChanged'
  | 'rootUnsigned'
  | 'rootForged';

/** Something that is not as the product wrote it, or a promise that is not kept. */
export interface Finding {
  what: FindingKind;
  caseId?: string;
  /** For a person: which thing, and what about it. Holds no facts of a case. */
  sentence: string;
}
