// The table of apps.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { EpochMsColumn } from '@offline-push/service-kit';

@Entity('app')
export class App {
  /** In keys, paths and topics: 1 to 32 of a-z, 0-9 and "-". */
  @PrimaryColumn('text') id!: string;
  @Column('text') name!: string;
  @EpochMsColumn() createdAtMs!: number;
}
