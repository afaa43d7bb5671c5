import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Durations, type Family } from './exposition';

/** What this process answered since it started, by route and status; never by address, account or hall. */
@Injectable()
export class RequestMetrics {
  private readonly answered = new Map<string, { labels: Record<string, string>; value: number }>();
  private readonly took = new Map<string, { labels: Record<string, string>; durations: Durations }>();
  private running = 0;

  /** Middleware: measures from here to the end of the answer. */
  readonly watch = (request: Request, response: Response, next: NextFunction): void => {
    const begun = performance.now();
    this.running += 1;
    // `close` comes after every answer, also after one that the caller did not wait for.
    response.once('close', () => {
      this.running -= 1;
      this.count(request, response.statusCode, (performance.now() - begun) / 1000);
    });
    next();
  };

  families(): Family[] {
    return [
      {
        name: 'baifen_http_requests_total',
        help: 'Requests answered, by route and status',
        type: 'counter',
        samples: [...this.answered.values()],
      },
      {
        name: 'baifen_http_request_seconds',
        help: 'Time from the request to the end of its answer',
        type: 'histogram',
        samples: [...this.took.values()].flatMap(({ labels, durations }) => durations.samples(labels)),
      },
      {
        name: 'baifen_http_requests_running',
        help: 'Requests being answered now',
        type: 'gauge',
        samples: [{ value: this.running }],
      },
    ];
  }

  private count(request: Request, status: number, seconds: number): void {
    const { path } = (request.route ?? {}) as { path?: unknown };
    // Addresses nobody declared are one: a scanner must not make the list longer.
    const route = typeof path === 'string' && !path.includes('*') ? path : 'other';
    const labels = { method: METHODS.has(request.method) ? request.method : 'other', route };
    const key = `${labels.method} ${route}`;
    const counter = this.answered.get(`${key} ${String(status)}`) ?? {
      labels: { ...labels, status: String(status) },
      value: 0,
    };
    counter.value += 1;
    this.answered.set(`${key} ${String(status)}`, counter);
    const timer = this.took.get(key) ?? { labels, durations: new Durations() };
    timer.durations.add(seconds);
    this.took.set(key, timer);
  }
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
