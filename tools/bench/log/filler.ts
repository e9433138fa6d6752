// A process that stores some of the days, so that all cores take part. Its last line has the pushes that may be asked for.
import { fillDays, type Filling } from './fill';
import { Picks } from './picks';

export interface FillerOrders extends Filling {
  pickOneOf: number;
}

const orders = JSON.parse(process.argv[2] ?? '{}') as FillerOrders;
const picks = new Picks(orders.pickOneOf);

fillDays(orders, (message) => picks.see(message)).then(
  () => console.log(JSON.stringify(picks.all)),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
