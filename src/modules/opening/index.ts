export { registerOpening } from './opening.command';
export { OpeningModule } from './opening.module';
export { holdForOpening, OpeningService } from './opening.service';
