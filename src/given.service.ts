import { Injectable } from '@nestjs/common';
import { PoliciesService } from 'src/modules/attendance';
import { NoticesService } from 'src/modules/calendar';
import { CasesService } from 'src/modules/cases';
import type { FeedName } from 'src/modules/intake/feed';
import { OpeningService } from 'src/modules/opening';
import { OrganisationService } from 'src/modules/organisation';
import { SubmissionsService } from 'src/modules/submissions';

/** What the reading process is given to check a file against, by feed. */
@Injectable()
export class GivenService {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly notices: NoticesService,
    private readonly cases: CasesService,
    private readonly policies: PoliciesService,
    private readonly opening: OpeningService,
    private readonly submissions: SubmissionsService,
  ) {}

  /** Roster and notices for every feed; besides the known cases, the leave policies, earlier months, the book's items. */
  async to(feed: FeedName, hall: string) {
    return {
      ...(await this.organisation.prepareFor(hall)),
      notices: this.notices.calendar().notices,
      policies: feed === 'leave' ? await this.policies.list(hall) : undefined,
      caseNumbers: feed === 'ratings' ? await this.cases.numbersKnown(hall) : undefined,
      ...(feed === 'opening' ? await this.opening.givenFor(hall) : {}),
      ...(feed === 'submissions' ? await this.submissions.givenFor(hall) : {}),
    };
  }
}
