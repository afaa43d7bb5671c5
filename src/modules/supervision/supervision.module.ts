import { Module } from '@nestjs/common';
import { IntakeModule } from 'src/modules/intake';
import { SupervisionService } from './supervision.service';

/** Needs `Database` from a global module of the application. */
@Module({ imports: [IntakeModule], providers: [SupervisionService], exports: [SupervisionService] })
export class SupervisionModule {}
