export { answerOf, type ImportAnswer } from './answer';
export { readInChild } from './reader.process';
