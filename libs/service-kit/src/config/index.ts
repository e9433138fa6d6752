// What a program without Nest needs to read its environment: the kinds of settings, and all problems at once.
export { type ConfigOf, type Environment, integer, text } from './fields';
export { ConfigInvalid, EXIT_CONFIG, readConfig } from './read-config';
