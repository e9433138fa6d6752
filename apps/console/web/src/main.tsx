// The page begins here: looks, preferences, session, then the routes.
import './looks/mantine-styles';
import './looks/tokens.css';
// Most pages have a table: it comes with the first load, so that each of them is small.
import './parts/table';
import { createRoot } from 'react-dom/client';
import { Console } from './shell/console';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(<Console />);
