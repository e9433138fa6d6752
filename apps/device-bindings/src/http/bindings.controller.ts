// Reports, unbinds and lists bindings over HTTP. The decisions are those of the topics; the caller gets the answer at once.
import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { bindingReported, DeviceId, examplesWithoutApp, oneOf, titled } from '@offline-push/contracts';
import {
  CalledBy,
  type Caller,
  Clock,
  HttpProblem,
  inPath,
  keyOfCursor,
  limitOf,
  notFound,
  Operation,
  pageOf,
  PageQuery,
  Roles,
  ValidBody,
  ValidQuery,
} from '@offline-push/service-kit';
import { entryNamed } from '@offline-push/vendors/catalog';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { BindingList, BindingReport, deviceBinding, openReports } from './bindings-answer';
import { ActStore } from '../audit/act.store';
import { plainReport, tokenReport } from '../facts/facts';
import { HistoryStore } from '../rebinding/history.store';
import type { RefusalCause } from '../rebinding/refusals';
import { type Refusal, RebindSteps } from '../rebinding/rebind.steps';
import { UserBindingsStore } from './user-bindings.store';

const REFUSALS: Record<RefusalCause, [status: number, detail: string]> = {
  'not-logged-in': [409, 'The session is not logged in here (yet). Report after the login.'],
  'session-ended': [409, 'This session ended. Report in a new login: a new login has a new session id.'],
  'no-login-in-time': [409, 'The session is not logged in here (yet). Report after the login.'],
  'older-report': [409, 'A later report stands against this one.'],
  'unknown-certificate': [422, 'There is no such certificate in this app.'],
  'certificate-deleted': [422, 'This certificate was deleted. Report under the one that took its place.'],
  'bad-token': [422, "The token does not have the vendor's form."],
};

/** For a bad token the answer gives the vendor's rule. It never quotes the token. */
function refused({ cause, vendor = '' }: Refusal, token: string): HttpProblem {
  const [status, detail] = REFUSALS[cause];
  const rule = cause === 'bad-token' ? entryNamed(vendor)?.token.problem(token) : undefined;
  return new HttpProblem(status, cause, rule === undefined ? detail : `${detail.slice(0, -1)}: ${rule}.`);
}

const BindingTaken = titled(
  'BindingTaken',
  Type.Object({ state: oneOf(['bound', 'push-off'], 'What is true of the device now.') }),
);
type BindingTaken = Static<typeof BindingTaken>;

const IS_DEVICE = { test: (key: string) => Value.Check(DeviceId, key) };

@Controller('v1/apps/:app')
export class BindingsController {
  constructor(
    private readonly rebind: RebindSteps,
    private readonly bindings: UserBindingsStore,
    private readonly history: HistoryStore,
    private readonly acts: ActStore,
    private readonly clock: Clock,
  ) {}

  @Post('bindings')
  @HttpCode(200)
  @Roles('service')
  @Operation({
    summary: 'Report how the vendor reaches a device, or that push is off',
    details: 'Idempotent: the same report again changes nothing. An Idempotency-Key is not needed.',
    body: BindingReport,
    bodyExamples: examplesWithoutApp(bindingReported),
    response: BindingTaken,
    responseExample: { state: 'bound' },
    problems: {
      409: 'not-logged-in, session-ended, no-login-in-time or older-report.',
      422: 'unknown-certificate, certificate-deleted or bad-token.',
    },
  })
  async report(
    @Param('app') app: string,
    @ValidBody(BindingReport) { binding, user, device, session }: BindingReport,
  ): Promise<BindingTaken> {
    const nowMs = this.clock.nowMs();
    const key = { app, user, device, session };
    const report = binding
      ? tokenReport(key, binding.certificateId, binding.token, nowMs)
      : plainReport(key, 'push-off', nowMs);
    const refusal = await this.rebind.refusalOf(report, nowMs);
    if (refusal) throw refused(refusal, binding?.token ?? '');
    return { state: binding ? 'bound' : 'push-off' };
  }

  @Delete('users/:user/devices/:device/binding')
  @HttpCode(204)
  @Roles('operator', 'service')
  @Operation({ summary: 'Take the binding of a device away until its client reports again', status: 204 })
  async unbind(
    @CalledBy() caller: Caller,
    @Param('app') app: string,
    @Param('user') user: string,
    @Param('device') device: string,
  ): Promise<void> {
    const key = { app, user, device };
    const known = await this.bindings.ofDevice(key);
    if (known.reportsOfDevice(key).length === 0) throw notFound();
    // The chat system's own are in the history of the user, and would hide those of people.
    if (caller.role !== 'service') await this.acts.add(app, caller.id, { action: 'unbound', user, device });
    const nowMs = this.clock.nowMs();
    // A report's time may be a little ahead of our clock. The unbind must come after the report all the same.
    const unbinds = openReports(known, key).map((report) =>
      plainReport(report, 'unbound', Math.max(nowMs, report.reportedAtMs + 1)),
    );
    await this.rebind.take(
      unbinds.map((report) => ({ is: 'report', report, mayWait: true })),
      nowMs,
    );
  }

  @Get('users/:user/bindings')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'The bindings of a user, one for each device that ever reported, in the order of the device ids',
    response: BindingList,
  })
  async list(
    @Param('app') app: string,
    @Param('user') user: string,
    @ValidQuery(PageQuery) query: PageQuery,
  ): Promise<BindingList> {
    const limit = limitOf(query);
    const after = keyOfCursor(query.cursor, IS_DEVICE);
    const { devices, known } = await this.bindings.ofUser(app, user, { after, limit: limit + 1 });
    const page = pageOf(
      devices,
      limit,
      `/v1/apps/${app}/users/${inPath(user)}/bindings`,
      ({ device }) => device,
    );
    const unbinds = await this.history.lastUnbinds(app, user);
    const bindings = page.rows.flatMap((key) => deviceBinding(known, key, unbinds.get(key.device)) ?? []);
    return { app, user, bindings, ...page.link };
  }
}
