import { workerData } from 'node:worker_threads';
import { answerQuestions } from '../threads/thread-answers.js';
import { BatchRehearser, type Batch, type RehearsalOutline } from './rehearsal-batch.js';

const rehearser = new BatchRehearser(workerData as RehearsalOutline);

answerQuestions((batch: Batch) => [...rehearser.rehearse(batch)]);
