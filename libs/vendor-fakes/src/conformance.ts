// What every vendor has to do, whatever its API looks like. One suite, run by each vendor's spec over that vendor's fake on real HTTP.
import { aboutClient } from './conformance/about-client';
import { aboutForms } from './conformance/about-forms';
import { aboutMessages } from './conformance/about-messages';
import { aboutPlan } from './conformance/about-plan';
import { aboutProbe } from './conformance/about-probe';
import { aboutSecrets } from './conformance/about-secrets';
import { buildersFor } from './conformance/deliveries';
import type { Subject } from './conformance/subject';

export { aDelivery, connectionTo, deliveries } from './conformance/deliveries';

export function conforms(subject: Subject): void {
  const builders = buildersFor(subject);
  describe(`${subject.vendor.displayName} as a vendor`, () => {
    describe('its forms', () => aboutForms(subject, builders));
    describe('its plan', () => aboutPlan(subject, builders));
    describe('its messages', () => aboutMessages(subject, builders.one));
    describe('its client', () => aboutClient(subject, builders));
    describe('its probe', () => aboutProbe(subject));
    describe('its secrets', () => aboutSecrets(subject, builders));
  });
}
