import type { Clock } from 'src/common/clock';
import { hallTime } from 'src/common/clock';
import { jobActor } from 'src/common/actor';
import { addMonths, quarterOf } from 'src/common/civil-date';
import { Refusal } from 'src/common/refusal';
import { minuteSlots, type Job } from 'src/modules/jobs/job';
import type { OrganisationService } from 'src/modules/organisation';
import type { AskingService } from './proposals/asking.service';
import type { EligibilityService } from './ledger/eligibility.service';

interface Parts {
  readonly organisation: OrganisationService;
  readonly eligibility: EligibilityService;
  readonly asking: AskingService;
  readonly clock: Clock;
}

/** Every half hour: newly sealed months go into the eligibility ledger, and candidates wait with the leading group. */
export function awardsJob({ organisation, eligibility, asking, clock }: Parts): Job {
  return {
    name: 'awards',
    title: { zh: '把新锁定月份的资格变化记入台账，提请评优决定', en: 'take sealed months into the eligibility ledger' },
    catchUp: 'latest',
    due: (since, now) => minuteSlots(30, since, now),
    run: async () => {
      const words: string[] = [];
      let taken = 0;
      let asked = 0;
      for (const { id: hall } of await organisation.halls())
        try {
          const months = await eligibility.takeAll(hall, jobActor('awards'));
          taken += months.length;
          const last = addMonths(hallTime(clock.now()).slice(0, 7), -1);
          for (const span of [last, quarterOf(last), last.slice(0, 4)]) asked += await asking.ask(hall, span);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          words.push(`${hall}: ${error.sentences.zh}`);
        }
      const rest = words.length === 0 ? '' : `（${words.join('；')}）`;
      return {
        summary: {
          zh: `记入台账 ${String(taken)} 个月，提请决定 ${String(asked)} 项${rest}`,
          en: `${String(taken)} months taken, ${String(asked)} decisions asked for ${rest}`,
        },
        counts: { taken, asked },
      };
    },
  };
}
