// Check 9: from the id of a message to its story.
import type { Check } from '../check';
import { hasArrived, killedPhone, sentTo, story } from './phones';

export const storyOfMessage: Check = {
  n: 9,
  quick: true,
  says: "Given a killed phone's message, when its message id is pasted in the header, then one Enter opens the story whose first sentence names arrival and latency.",
  async run(scene) {
    const phone = await killedPhone(scene, 'bob');
    const message = await sentTo(scene, phone);
    await story(scene, message, hasArrived);
    const person = await scene.person();
    await person.searches(message);
    await person.heading(`Message ${message}`).waitFor();
    await person.sees(new RegExp(`Arrived on ${phone.user}.* after [\\d.,]+ ?m?s`));
  },
};
