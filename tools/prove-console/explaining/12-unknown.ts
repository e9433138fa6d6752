// Check 12: an id that nobody knows is no blank page.
import type { Check } from '../check';

export const unknownId: Check = {
  n: 12,
  quick: true,
  says: 'Given an unknown id, when searched, then the page says apps, period and newest event seen, and offers dead letters.',
  async run(scene) {
    const { app } = scene.stage.tenant;
    const person = await scene.person();
    await person.searches('nobody-has-this-id');
    await person.sees(/No event with the id nobody-has-this-id/);
    await person.sees(new RegExp(`Looked in: .*${app}`));
    await person.sees(/kept for \d+ days/);
    await person.sees(/Newest event seen/);
    await person.link(/dead letters\? \(\d+\)/).waitFor();
  },
};
