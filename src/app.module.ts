import { join } from 'node:path';
import { APP_GUARD } from '@nestjs/core';
import { MulterModule } from '@nestjs/platform-express';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Clock } from 'src/common/clock';
import { ConfigModule } from 'src/config/config.module';
import { Settings } from 'src/config/settings.dto';
import { CalendarModule, NoticesService, PeriodService } from 'src/modules/calendar';
import { CasesModule, CasesService } from 'src/modules/cases';
import { IntakeModule, IntakeService, UploadsService } from 'src/modules/intake';
import { ConnectorsModule } from 'src/modules/intake/connectors/connectors.module';
import { dropFolderJob } from 'src/modules/intake/drop-folder.jobs';
import { JobsModule } from 'src/modules/jobs';
import { OrganisationModule, OrganisationService } from 'src/modules/organisation';
import { ReportsModule } from 'src/modules/reports';
import { RulesModule } from 'src/modules/rules';
import { ScoringModule } from 'src/modules/scoring';
import { scoringJobs } from 'src/modules/scoring/scoring.jobs';
import { MonthWork } from 'src/modules/scoring/thread/month-work.service';
import { FEEDS, fenceOf, givenTo } from './feeds';
import { HallGuard } from './hall-guard.service';
import { ImportsController } from './imports.controller';
import { HAND_OVER_TOKEN, ServerController } from './server.controller';

type JobParts = [IntakeService, OrganisationService, PeriodService, NoticesService, CasesService, MonthWork, Settings];

const jobs = JobsModule.with<JobParts>({
  imports: [IntakeModule, OrganisationModule, CalendarModule, CasesModule, ScoringModule],
  inject: [IntakeService, OrganisationService, PeriodService, NoticesService, CasesService, MonthWork, Settings],
  jobs: (intake, organisation, periods, notices, cases, work, settings) => [
    dropFolderJob({
      folder: join(settings.dataDir, 'drop'),
      feeds: FEEDS,
      intake,
      halls: () => organisation.halls(),
      given: (hall, feed) => givenTo(feed, hall, { organisation, notices, cases }),
      fence: (hall) => fenceOf(periods, hall),
      frozen: (hall) => periods.frozen(hall),
    }),
    ...scoringJobs({ work, organisation, periods, notices }),
  ],
});

/** The house: every room, bottom floor first. */
@Module({})
export class AppModule {
  static with(settings: Settings, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings, clock),
        MulterModule.registerAsync({
          imports: [IntakeModule],
          inject: [UploadsService],
          useFactory: (uploads: UploadsService) => uploads.receiver,
        }),
        CalendarModule,
        IntakeModule,
        ConnectorsModule,
        OrganisationModule,
        CasesModule,
        RulesModule,
        ScoringModule,
        ReportsModule,
        jobs,
      ],
      controllers: [ServerController, ImportsController],
      providers: [
        { provide: HAND_OVER_TOKEN, useValue: { value: '' } },
        { provide: APP_GUARD, useClass: HallGuard },
      ],
    };
  }
}
