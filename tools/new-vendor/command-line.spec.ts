import { WrongUsage } from '@offline-push/arguments';
import { USAGE, vendorAsked } from './command-line';

describe('newcomer 11: the command line of a new vendor', () => {
  it('is told what may stand there', () => {
    expect(vendorAsked(['--help'])).toBeUndefined();
    for (const flag of ['--id', '--name', '--one-token']) expect(USAGE).toContain(flag);
  });

  it.each([[[]], [['--id', 'foo']], [['--name', 'Foo']], [['--idd', 'foo']], [['foo']]])(
    '%j is refused',
    (args) => expect(() => vendorAsked(args)).toThrow(WrongUsage),
  );

  it('without anything says both words that it needs', () =>
    expect(() => vendorAsked([])).toThrow(/--id and --name are needed\n\nnpm run new:vendor -- --id/));

  it('says the vendor', () =>
    expect(vendorAsked(['--id', 'foo', '--name', 'Foo Push', '--one-token'])).toEqual({
      id: 'foo',
      name: 'Foo Push',
      isOneToken: true,
    }));
});
