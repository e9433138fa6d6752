export { closestTo } from './closest';
export { dashesHint } from './dashes';
export { exitOf, type Flags, type Given, given, WrongUsage } from './given';
export { flagLines } from './lines';
export { printable } from './printable';
