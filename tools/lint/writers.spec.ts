// One writer a topic: an app publishes only the topics that name it as their writer, or as the door for a writer without Kafka.
import * as contracts from '@offline-push/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const APPS = join(__dirname, '../../apps');
/** pipeline-e2e plays the systems around the platform. */
const SERVICES = readdirSync(APPS).filter((app) => app !== 'pipeline-e2e');
/** The console has two parts, one for the browser. */
const sourcesOf = (app: string): string => join(APPS, app, app === 'console' ? '' : 'src');

const exported: Record<string, unknown> = { ...contracts };
const topicNamed = (name: string): contracts.Topic | undefined =>
  contracts.TOPICS.find((topic) => topic === exported[name]);

/** Every record leaves through `outgoing(topic, …)`; a second word for it would be a record of a topic that nobody finds. */
function publishedIn(code: string): string[] {
  const names = [...code.matchAll(/\boutgoing\(\s*([\w.]+)/g)].map(([, name = '']) => name);
  const elsewhere = [...code.matchAll(/\btopic: ?(\w+),\s*event/g)].map(([, name = '']) => name);
  return [...names, ...elsewhere];
}

const trespassesIn = (app: string, code: string): string[] =>
  publishedIn(code).filter((name) => {
    const topic = topicNamed(name);
    return topic === undefined || (topic.writer !== app && topic.door !== app);
  });

const codeOf = (app: string): string[] =>
  readdirSync(sourcesOf(app), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.spec.ts'))
    .map((path) => readFileSync(join(sourcesOf(app), path), 'utf8'));

describe('a topic has one writer', () => {
  it.each(SERVICES)('%s publishes its own topics only', (app) =>
    expect(codeOf(app).flatMap((code) => trespassesIn(app, code))).toEqual([]),
  );

  it.each(
    contracts.TOPICS.filter(({ writer }) => SERVICES.includes(writer)).map((topic) => [topic.name, topic]),
  )('%s is published by it', (_, { name, writer }) => {
    const published = codeOf(writer).flatMap(publishedIn);
    expect(published.map((each) => topicNamed(each)?.name)).toContain(name);
  });

  it('and a second writer is found', () => {
    expect(trespassesIn('dispatch', 'publish([outgoing(pushGated, event)])')).toEqual(['pushGated']);
    expect(trespassesIn('dispatch', 'outgoing(topic, event)')).toEqual(['topic']);
    expect(trespassesIn('certificates', 'outgoing(\n  sessionChanged, event)')).toEqual(['sessionChanged']);
    expect(trespassesIn('presence', 'outgoing(sessionChanged, event)')).toEqual([]);
  });
});
