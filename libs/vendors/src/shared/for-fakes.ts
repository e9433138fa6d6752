// What the fakes and their specs take of the shared parts. Services never import this.
export { rsaKey } from './access/jwt';
export { dateInChina } from './content/china-day';
export { isObject, type Json, parse } from './text/json';
