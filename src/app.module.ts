import { join } from 'node:path';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { MulterModule } from '@nestjs/platform-express';
import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from 'src/common/clock';
import { ConfigModule } from 'src/config/config.module';
import { Settings } from 'src/config/settings.dto';
import { AuditModule, Winner } from 'src/modules/audit';
import { CalendarModule, NoticesService, PeriodService } from 'src/modules/calendar';
import { AttendanceModule } from 'src/modules/attendance';
import { AskingService, AwardsModule, EligibilityService } from 'src/modules/awards';
import { awardsJob } from 'src/modules/awards/awards.jobs';
import { CasesModule } from 'src/modules/cases';
import { IntakeModule, IntakeService, UploadsService } from 'src/modules/intake';
import { ConnectorsModule } from 'src/modules/intake/connectors/connectors.module';
import { pruneHistoryJob } from 'src/modules/intake/connectors/history/history.jobs';
import { HistoryService } from 'src/modules/intake/connectors/history/history.service';
import { pullJob } from 'src/modules/intake/connectors/pull/pull.jobs';
import { PullService } from 'src/modules/intake/connectors/pull/pull.service';
import { SourcesService } from 'src/modules/intake/connectors/sources.service';
import { TakingService, type House } from 'src/modules/intake/connectors/taking.service';
import { dropFolderJob } from 'src/modules/intake/drop-folder.jobs';
import { IdentityModule } from 'src/modules/identity';
import { JobsModule } from 'src/modules/jobs';
import { MessagesModule, OutboxService } from 'src/modules/messages';
import { outgoingJob } from 'src/modules/messages/outgoing/outgoing.jobs';
import { OpeningModule } from 'src/modules/opening';
import { OrganisationModule, OrganisationService } from 'src/modules/organisation';
import { ReportsModule } from 'src/modules/reports';
import { Once, RequestKeys, RequestRates, RequestsModule } from 'src/modules/requests';
import { RulesModule } from 'src/modules/rules';
import { ScoringModule } from 'src/modules/scoring';
import { MonthDates } from 'src/modules/scoring/moves/dates.service';
import { monthStatesJob } from 'src/modules/scoring/moves/moves.jobs';
import { findingNoticesJob } from 'src/modules/scoring/objections/finding-notices.jobs';
import { FindingNotices } from 'src/modules/scoring/objections/finding-notices.service';
import { scoringJobs } from 'src/modules/scoring/scoring.jobs';
import { MonthWork } from 'src/modules/scoring/thread/month-work.service';
import { SubmissionsModule } from 'src/modules/submissions';
import { remindersJob } from 'src/modules/submissions/reminders/reminders.jobs';
import { Reminders } from 'src/modules/submissions/reminders/reminders.service';
import { CasesController } from './cases.controller';
import { DoorGuard } from './door-guard.service';
import { FEEDS, fenceOf } from './feeds';
import { GivenModule } from './given.module';
import { GivenService } from './given.service';
import { HallGuard } from './hall-guard.service';
import { ImportsController } from './imports.controller';
import { pruneRequestsJob } from './requests.jobs';
import { MetricsService } from './metrics.service';
import { HAND_OVER_TOKEN, ServerController } from './server.controller';

type HouseParts = [OrganisationService, PeriodService, GivenService];

const HOUSE_PARTS = {
  imports: [OrganisationModule, CalendarModule, GivenModule],
  inject: [OrganisationService, PeriodService, GivenService],
};

/** What files that arrive by themselves are read with. */
const houseOf = (...[organisation, periods, given]: HouseParts): House => ({
  feeds: FEEDS,
  halls: () => organisation.halls(),
  given: (hall, feed) => given.to(feed, hall),
  fence: (hall) => fenceOf(periods, hall),
  frozen: (hall) => periods.frozen(hall),
});

const connectors = ConnectorsModule.with<HouseParts>({ ...HOUSE_PARTS, house: houseOf });

type JobParts = [
  ...[IntakeService, MonthWork, Settings, TakingService, SourcesService, PullService, HistoryService, NoticesService],
  ...[EligibilityService, AskingService, Clock, OutboxService, Reminders, RequestKeys, RequestRates, MonthDates],
  FindingNotices,
  ...HouseParts,
];

const jobs = JobsModule.with<JobParts>({
  imports: [
    RequestsModule,
    IntakeModule,
    connectors,
    ScoringModule,
    AwardsModule,
    MessagesModule,
    SubmissionsModule,
    ...HOUSE_PARTS.imports,
  ],
  inject: [
    ...[IntakeService, MonthWork, Settings, TakingService, SourcesService, PullService, HistoryService, NoticesService],
    ...[EligibilityService, AskingService, Clock, OutboxService, Reminders, RequestKeys, RequestRates, MonthDates],
    FindingNotices,
    ...HOUSE_PARTS.inject,
  ],
  jobs: (
    intake,
    work,
    settings,
    taking,
    sources,
    pulls,
    history,
    notices,
    eligibility,
    asking,
    clock,
    outbox,
    reminders,
    requestKeys,
    rates,
    dates,
    findings,
    organisation,
    periods,
    given,
  ) => [
    dropFolderJob({
      folder: join(settings.dataDir, 'drop'),
      intake,
      ...houseOf(organisation, periods, given),
    }),
    monthStatesJob({ work, dates, organisation, periods }),
    findingNoticesJob({ findings, organisation }),
    ...scoringJobs({ work, organisation, periods, notices }),
    awardsJob({ organisation, eligibility, asking, clock }),
    remindersJob({ organisation, reminders }),
    // Last: they wait for other systems, and the jobs of a scan run one after the other.
    outgoingJob(outbox),
    pullJob('http-pull', { taking, sources, pulls }),
    pullJob('sql-view', { taking, sources, pulls }),
    pruneHistoryJob(history),
    pruneRequestsJob(requestKeys, rates),
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
        AuditModule,
        RequestsModule,
        CalendarModule,
        MessagesModule,
        IdentityModule,
        IntakeModule,
        connectors,
        GivenModule,
        OrganisationModule,
        AttendanceModule,
        CasesModule,
        OpeningModule,
        RulesModule,
        SubmissionsModule,
        ScoringModule,
        AwardsModule,
        ReportsModule,
        jobs,
      ],
      controllers: [ServerController, ImportsController, CasesController],
      providers: [
        MetricsService,
        { provide: HAND_OVER_TOKEN, useValue: { value: '' } },
        // Who calls comes first: whoever may not know a hall does not learn whether there is one.
        { provide: APP_GUARD, useClass: DoorGuard },
        { provide: APP_GUARD, useClass: HallGuard },
        { provide: APP_INTERCEPTOR, useExisting: Winner },
        { provide: APP_INTERCEPTOR, useExisting: Once },
      ],
    };
  }
}
