// The names of all vendors, one cache for the process: a name is asked for once for all certificates and both transports.
import { NameCache, queryNameServers } from './lookup';
import { orAskTheSystem } from './system-lookup';

export const sharedNames = new NameCache(orAskTheSystem(queryNameServers()));
