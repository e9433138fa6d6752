// Finds a target with its token and the content of its message, for a dry run. Targets are kept for a while after their end.
import { Injectable } from '@nestjs/common';
import type { PushContent } from '@offline-push/contracts';
import { Database, sql } from '@offline-push/service-kit';

const FIND = sql(
  'dry-run-target',
  `select t.user_id, t.device, t.certificate_id, t.token, m.message_id, m.content
   from target t join message m using (message_key) where t.app = $1 and t.target_id = $2`,
);

interface Row {
  user_id: string;
  device: string;
  certificate_id: number;
  token: string;
  message_id: string;
  content: string;
}

export interface KnownTarget {
  user: string;
  device: string;
  certificateId: number;
  token: string;
  messageId: string;
  content: PushContent;
}

@Injectable()
export class KnownTargetStore {
  constructor(private readonly database: Database) {}

  async find(app: string, targetId: string): Promise<KnownTarget | undefined> {
    const [row] = await this.database.query<Row>(FIND, [app, targetId]);
    return row && targetOf(row);
  }
}

const targetOf = (row: Row): KnownTarget => ({
  ...{ user: row.user_id, device: row.device, certificateId: row.certificate_id, token: row.token },
  ...{ messageId: row.message_id, content: JSON.parse(row.content) as PushContent },
});
