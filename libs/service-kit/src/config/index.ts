// What a program without Nest needs to read its environment: the kinds of settings, and all problems at once.
export { type ConfigOf, type Environment, flag, integer, list, text } from './fields';
export { kafkaOptions, type KafkaSettings, platformFields } from './platform-fields';
export { ConfigInvalid, EXIT_CONFIG, readConfig } from './read-config';
