export { AppealsService } from './handling/appeals.service';
export { registerRatings } from './ratings.command';
export { RatingsModule } from './ratings.module';
export { RatingsService, type RatingEvidence } from './ratings.service';
