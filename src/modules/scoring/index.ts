export { CloseService } from './seal/close.service';
export { registerEvaluate } from './evaluate.command';
export { ImportedService } from './opening/imported.service';
export { registerRollup } from './rollup.command';
export { registerScoring } from './scoring.command';
export { ScoringModule } from './scoring.module';
export { ScoreService } from './score.service';
export type { Head, RunRecord } from './run-store.service';
export { ShownResults } from './shown/shown-results.service';
