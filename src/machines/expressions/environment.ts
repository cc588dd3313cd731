export type {
  Compiled,
  CompiledExpression,
  CompiledText,
  Expected,
  Expressions,
  ExpressionScope,
  Logic,
  Place,
  Reads,
} from './expression.js';
