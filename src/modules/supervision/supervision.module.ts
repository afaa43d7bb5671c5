import { Module } from '@nestjs/common';
import { IntakeModule } from 'src/modules/intake';
import { PatrolService } from './patrol.service';

/** Needs `Database` from a global module of the application. */
@Module({ imports: [IntakeModule], providers: [PatrolService], exports: [PatrolService] })
export class SupervisionModule {}
