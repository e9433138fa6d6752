// Takes facts in one transaction: locks, loads, decides, saves, and puts the changes into the outbox. Topics, HTTP and workers all change
// bindings through here.
import { Injectable } from '@nestjs/common';
import { type Outgoing, outgoing } from '@offline-push/bus';
import { Outbox } from '@offline-push/bus/outbox';
import { type BindingChanged, bindingChanged } from '@offline-push/contracts';
import { Database, type Tx } from '@offline-push/service-kit';
import { canonicalTokenOf, entryNamed } from '@offline-push/vendors/catalog';
import { AroundStore } from '../facts/around.store';
import { FactStore } from '../facts/fact.store';
import type { Fact } from '../facts/fact';
import type { Report, TokenForms } from '../facts/facts';
import { HistoryStore } from './history.store';
import { countChanges, countForgottenClaims } from '../metrics';
import { type Draft, draftOf, tokensWithManyClaims, savingOf } from './draft';
import { take } from './rebind';
import type { RefusalCause } from './refusals';

const TOKEN_FORMS: TokenForms = {
  problem: (vendor, token) => entryNamed(vendor)?.token.problem(token),
  canonical: canonicalTokenOf,
};

/** The number of claims that are kept per token. A phone that changes hands has far fewer. */
const CLAIMS_KEPT = 100;
const MAX_FORGOTTEN_CLAIMS = 1_000;

export interface Refusal {
  cause: RefusalCause;
  vendor: string | undefined;
}

@Injectable()
export class RebindSteps {
  constructor(
    private readonly database: Database,
    private readonly around: AroundStore,
    private readonly facts: FactStore,
    private readonly history: HistoryStore,
    private readonly outbox: Outbox,
  ) {}

  /** Returns for each fact why it was refused, or undefined. Taking the same facts again changes nothing. */
  async take(facts: readonly Fact[], nowMs: number): Promise<(RefusalCause | undefined)[]> {
    return facts.length === 0 ? [] : (await this.decide(facts, nowMs)).refusals;
  }

  /** Takes a report that may not wait. Returns why it was refused, with the vendor of its certificate, or undefined. */
  async refusalOf(report: Report, nowMs: number): Promise<Refusal | undefined> {
    const { refusals, changes } = await this.decide([{ is: 'report', report, mayWait: false }], nowMs);
    const [cause] = refusals;
    return cause && { cause, vendor: changes.find(({ change }) => change === 'refused')?.vendor };
  }

  /** Takes the facts, and returns the changes that are announced. */
  async changesBy(facts: readonly Fact[], nowMs: number): Promise<readonly BindingChanged[]> {
    return facts.length === 0 ? [] : (await this.decide(facts, nowMs)).changes;
  }

  private async decide(facts: readonly Fact[], nowMs: number) {
    const { refusals, changes, ticket } = await this.database.transaction(async (tx) => {
      const draft = draftOf(await this.around.known(tx, facts, TOKEN_FORMS), TOKEN_FORMS, nowMs);
      const { changes } = draft;
      const traceparents: (string | undefined)[] = [];
      const refusals = facts.map((fact) => {
        const refusal = take(draft, fact);
        while (traceparents.length < changes.length) traceparents.push(fact.traceparent);
        return refusal;
      });
      await this.facts.save(tx, savingOf(draft));
      await this.capClaims(tx, draft);
      if (changes.length === 0) return { refusals, changes };
      await this.history.append(tx, changes, nowMs);
      const records = await this.recordsOf(tx, changes, traceparents);
      return { refusals, changes, ticket: await this.outbox.append(tx, records) };
    });
    if (ticket) this.outbox.release(ticket);
    countChanges(changes);
    return { refusals, changes };
  }

  private async recordsOf(
    tx: Tx,
    changes: readonly BindingChanged[],
    traceparents: readonly (string | undefined)[],
  ): Promise<Outgoing[]> {
    const decidedAtMs = await this.history.decidedAtMs(tx);
    return changes.map((change, i) =>
      outgoing(bindingChanged, { ...change, decidedAtMs: decidedAtMs ?? change.atMs }, traceparents[i]),
    );
  }

  /** A token with very many claims comes from a bug of a client or an attack. Only its last claims are kept. */
  private async capClaims(tx: Tx, draft: Draft): Promise<void> {
    const tokens = tokensWithManyClaims(draft);
    if (tokens.length === 0) return;
    const forgotten = await this.facts.forgetClaims(tx, tokens, CLAIMS_KEPT, MAX_FORGOTTEN_CLAIMS);
    countForgottenClaims(forgotten);
  }
}
