import type { Bits } from './bits.js';

/** A bit that a step has asked before it set it. */
export interface BitDependency {
  kind: 'bit';
  bit: number;
  value: boolean;
}

/** What is remembered of the past of the case, as one step asks and changes it. */
export class StepBits {
  /** Bits that the step has set or taken away. */
  touched: number;
  readonly dependencies: BitDependency[] = [];

  /** `bits` are those after the event itself, which has decided some of them. */
  constructor(
    readonly table: Bits,
    public bits: number,
    decided: number,
  ) {
    this.touched = decided;
  }

  read(bit: number): boolean {
    const value = (this.bits & (1 << bit)) !== 0;
    if ((this.touched & (1 << bit)) === 0) this.dependencies.push({ kind: 'bit', bit, value });
    return value;
  }

  /** What facts have answered to the question before, if that is remembered and still stands. */
  recall(text: string): boolean | undefined {
    const answer = this.table.recalled(text);
    return answer && this.read(answer.known) ? this.read(answer.value) : undefined;
  }

  /** Keeps the answer, if the question is one that is remembered. */
  keep(text: string, value: boolean): void {
    const answer = this.table.recalled(text);
    if (!answer) return;
    const mask = (1 << answer.known) | (1 << answer.value);
    this.bits = (this.bits & ~mask) | (value ? mask : 1 << answer.known);
    this.touched |= mask;
  }

  /** States begin anew, and what comes once in them may come again. */
  renew(begins: (state: number) => boolean): void {
    if (!this.table.remembersEvents) return;
    const mask = this.table.renewedBy(begins);
    this.bits &= ~mask;
    this.touched |= mask;
  }

  /** What an action writes. */
  write(facts: Record<string, string>): void {
    this.bits = this.table.afterWrite(this.bits, facts);
    this.touched |= this.table.ofFacts(Object.keys(facts));
  }
}
