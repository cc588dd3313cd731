/** Why an answer of the identity provider is not believed, as a fixed sentence without names: it goes into the log as `cause`. */
export class RefusedAnswer extends Error {
  readonly code: string;

  constructor(reason: string) {
    super(reason);
    this.name = 'RefusedAnswer';
    this.code = reason;
  }
}
