// Finds the devices of a user that ever reported, and loads what is known about them.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { AddressStore } from '../addressing/address.store';
import type { DeviceKey } from '../facts/facts';
import { Known } from '../facts/known';

const DEVICES_OF_USER = sql(
  'devices-of-user',
  `select distinct app, user_id as user, device from binding where app = $1 and user_id = $2 and device > $3
   order by device limit $4`,
);

export interface UserBindings {
  devices: DeviceKey[];
  known: Known;
}

@Injectable()
export class UserBindingsStore {
  constructor(
    private readonly database: Database,
    private readonly bindings: AddressStore,
  ) {}

  /** In the order of the device ids, after the device `after`. */
  async ofUser(
    app: string,
    user: string,
    { after = '', limit }: { after?: string | undefined; limit: number },
  ): Promise<UserBindings> {
    const devices = await this.database.query<DeviceKey>(DEVICES_OF_USER, [app, user, after, limit]);
    return { devices, known: await this.bindings.knownOf(devices) };
  }

  ofDevice(key: DeviceKey): Promise<Known> {
    return this.bindings.knownOf([key]);
  }
}
