import { Module } from '@nestjs/common';
import { CalendarModule } from 'src/modules/calendar';
import { RulesModule } from 'src/modules/rules';
import { OpeningController } from './opening.controller';
import { OpeningService } from './opening.service';

/** Needs `Database` and `Clock` from a global module of the application. */
@Module({
  imports: [CalendarModule, RulesModule],
  controllers: [OpeningController],
  providers: [OpeningService],
  exports: [OpeningService],
})
export class OpeningModule {}
