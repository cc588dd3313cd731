import { AppError } from '../../errors.js';

/** More free answers in one step than any event has guards for. */
const MAX_CHOICES = 1000;

export interface Chooser {
  choose(question: string): boolean;
}

/** Answers as they were given before, in the same order; `false` to what was not asked then. */
export class Recorded implements Chooser {
  private readonly asked = new Map<string, number>();

  constructor(private readonly answers: { atom: string; value: boolean }[]) {}

  choose(question: string): boolean {
    const times = this.asked.get(question) ?? 0;
    this.asked.set(question, times + 1);
    const values = this.answers.filter(({ atom }) => atom === question);
    return values[Math.min(times, values.length - 1)]?.value ?? false;
  }
}

/** Runs through all sequences of free answers, those that begin with `false` first. Each run asks as many as it needs. */
export class Choices implements Chooser {
  private readonly taken: boolean[] = [];
  private cursor = 0;

  constructor(private readonly most = MAX_CHOICES) {}

  /** Free questions of this run so far. */
  get asked(): number {
    return this.cursor;
  }

  /** The answer to the next free question of this run. Throws AppError `endlessLoop` when there is no end of questions. */
  choose(): boolean {
    if (this.cursor === this.most) throw new AppError('endlessLoop', { questions: this.most });
    if (this.cursor === this.taken.length) this.taken.push(false);
    return this.taken[this.cursor++]!;
  }

  /** Makes ready for the next run; false when every sequence has been run. */
  advance(): boolean {
    this.taken.length = this.cursor;
    this.cursor = 0;
    while (this.taken.at(-1) === true) this.taken.pop();
    if (this.taken.length === 0) return false;
    this.taken[this.taken.length - 1] = true;
    return true;
  }
}
