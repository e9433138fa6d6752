// What can be asked while a transaction runs: statements of ours, and repositories of TypeORM. Beginning and end are `Database`'s.
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import type { Manner } from './manner';
import { managerOn, postgresOf } from './repositories';
import type { Queryable, Statement } from './sql';
import { classified } from './troubles/trouble';

/** One transaction, for as long as the work given to `Database.transaction` runs. */
export class Tx implements Queryable {
  #isOver = false;
  #manager: EntityManager | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly client: PoolClient,
    private readonly manner: Manner,
  ) {}

  async query<R>(statement: Statement, values: unknown[]): Promise<R[]> {
    this.#requireOpen(statement.name);
    return rowsOf<R>(this.client, statement, values, this.manner);
  }

  /** The rows of an entity's table. Its statements have no names, so that nothing of them stays on the connection. */
  repository<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    this.#manager ??= managerOn(postgresOf(this.dataSource), {
      query: (text, values) => {
        this.#requireOpen('of a repository');
        return answerOf(this.client.query(text, values));
      },
    });
    return this.#manager.getRepository(entity);
  }

  end(): void {
    this.#isOver = true;
  }

  /** A statement after the end would run outside of any transaction, on a connection that someone else may have. */
  #requireOpen(name: string): void {
    if (this.#isOver) throw new Error(`statement ${name} came after the end of its transaction`);
  }
}

export async function rowsOf<R>(
  client: PoolClient,
  { name, text }: Statement,
  values: unknown[],
  { isPrepared }: Manner,
): Promise<R[]> {
  const query = isPrepared ? { name, text, values } : { text, values };
  return (await answerOf(client.query(query))).rows as R[];
}

/** Only what comes from here is the driver's error, and not one of the work that runs between the statements. */
export async function answerOf<A>(answer: Promise<A>): Promise<A> {
  try {
    return await answer;
  } catch (error) {
    throw classified(error);
  }
}
