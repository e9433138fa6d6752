// Columns are named as migrations name them: changedAtMs is changed_at_ms.
import { DefaultNamingStrategy } from 'typeorm';

export class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, given: string | undefined): string {
    return given ?? property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
