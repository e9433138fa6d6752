import { LoginPlaces } from './login-places.steps';

const places = (waitMs = 5_000): LoginPlaces =>
  new LoginPlaces({ placesPerVendor: 2, waitMs, mostWaiting: 1 });

/** Work that ends when it is told to. */
function login() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { work: () => ended, end };
}

it("P7: silent logins take the places of their own vendor, and no other's", async () => {
  const some = places();
  const [one, two] = [login(), login()];
  const silent = [some.in('a', one.work), some.in('a', two.work)];
  expect(await some.in('b', () => Promise.resolve('through'))).toBe('through');
  one.end();
  two.end();
  await Promise.all(silent);
});

it('a place that is free goes to whoever waits, and a failed login frees its place too', async () => {
  const some = places();
  const one = login();
  const first = some.in('a', one.work);
  await expect(some.in('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const two = login();
  const second = some.in('a', two.work);
  const third = some.in('a', () => Promise.resolve('third'));
  one.end();
  expect(await third).toBe('third');
  two.end();
  await Promise.all([first, second]);
});

it('the line has a bound, and the wait an end', async () => {
  const some = places(10);
  const silent = login();
  const under = [some.in('a', silent.work), some.in('a', silent.work)];
  const waiting = some.in('a', silent.work);
  await expect(some.in('a', silent.work)).rejects.toThrow('too many logins');
  await expect(waiting).rejects.toThrow('no login of this vendor ended in time');
  silent.end();
  await Promise.all(under);
});
