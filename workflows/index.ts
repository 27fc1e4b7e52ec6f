/**
 * What the worker registers: workflows only, by re-export.
 */
export { order } from './order';
