// The page begins here: looks, preferences, session, then the routes.
import './looks/mantine-styles';
import './looks/tokens.css';
import { createRoot } from 'react-dom/client';
import { Console } from './shell/console';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(<Console />);
