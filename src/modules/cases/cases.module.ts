import { Module } from '@nestjs/common';
import { CalendarModule } from 'src/modules/calendar';
import { IntakeModule } from 'src/modules/intake';
import { OrganisationModule } from 'src/modules/organisation';
import { CasesService } from './cases.service';
import { CorrectionsService } from './corrections/corrections.service';
import { CurrentCasesService } from './current-cases.service';
import { FindingsService } from './findings/findings.service';
import { ItemsService } from './items/items.service';
import { JudgingService } from './judging.service';
import { ShownCases } from './shown/shown-cases.service';
import { StagesService } from './stages/stages.service';

/** Needs `Database` and `Settings` from a global module of the application. */
@Module({
  imports: [CalendarModule, IntakeModule, OrganisationModule],
  providers: [
    CasesService,
    CorrectionsService,
    CurrentCasesService,
    FindingsService,
    ItemsService,
    JudgingService,
    ShownCases,
    StagesService,
  ],
  exports: [CasesService, CorrectionsService, FindingsService, ShownCases],
})
export class CasesModule {}
