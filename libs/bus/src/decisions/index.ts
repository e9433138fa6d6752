// What services see of the memory of decisions.
export { type Counted, type Decision, Decisions, type Merge } from './decisions';
export { DecisionsMigration1 } from './decisions.migration';
export { DecisionsModule } from './decisions.module';
