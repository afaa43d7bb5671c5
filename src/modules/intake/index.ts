export { answerOf, type ImportAnswer } from './answer';
export { readInChild } from './reading/reader.process';
