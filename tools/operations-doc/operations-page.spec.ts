// docs/operations.md has every setting of every service as the code says it.
import { text } from '@offline-push/service-kit';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BEGIN, END, withSettings } from './page';
import { PROGRAMS } from './programs';
import { settingsTables } from './settings-tables';

const page = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');
/** Prettier pads the cells of a table. */
const squeezed = (text: string): string => text.replace(/[ ]+/g, ' ').replace(/-{3,}/g, '---').trim();

describe('the settings in docs/operations.md', () => {
  it('are those of the code (npm run docs:operations writes them)', () => {
    const tables = page.split(BEGIN)[1]?.split(END)[0] ?? '';
    expect(squeezed(tables)).toBe(squeezed(settingsTables(PROGRAMS)));
  });

  it('name a setting of several services once, and one that differs for each', () => {
    const shared = text({ default: 'a', says: 'Shared.' });
    const tables = settingsTables({
      one: { SHARED: shared, MINE: text({ optional: true, says: 'Mine | alone.' }) },
      two: { SHARED: shared },
    });
    expect(tables).toContain('| `SHARED` | `a` | a text of one line | Shared. | one, two |');
    expect(tables).toContain('| `MINE` | absent | a text of one line | Mine \\| alone. |');
  });

  it('are written between the marks only', () => {
    expect(withSettings(`a\n${BEGIN}\nold\n${END}\nb`, 'new')).toBe(`a\n${BEGIN}\n\nnew\n\n${END}\nb`);
    expect(() => withSettings('a', 'new')).toThrow('the page needs');
  });
});
