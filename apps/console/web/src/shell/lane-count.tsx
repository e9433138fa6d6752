// How many lanes run and how many need a look, on every page.
import { Link } from '@tanstack/react-router';

/** Filled by the query that the Lanes page uses. */
export const LaneCount = ({ app }: { app: string }) => <Link to="/a/$app/lanes" params={{ app }} hidden />;
