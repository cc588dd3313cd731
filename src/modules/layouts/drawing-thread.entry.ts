import { toChart } from '../../machines/statechart/chart.js';
import { placeChart } from '../../machines/statechart/place.js';
import { estimateWidth } from '../../machines/statechart/text-size.js';
import { answerQuestions } from '../../threads/thread-answers.js';
import type { DrawingTask } from './drawing-thread.js';
import { runElk } from './run-elk.js';

answerQuestions(({ document, language }: DrawingTask) =>
  placeChart(toChart(document, language), estimateWidth, runElk),
);
