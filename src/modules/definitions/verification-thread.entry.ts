import { answerQuestions } from '../../threads/thread-answers.js';
import { judge } from './verdict.js';
import type { Question } from './verification-thread.js';

answerQuestions(({ document, ...options }: Question) => judge(document, options));
