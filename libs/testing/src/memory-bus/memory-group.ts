// A consumer group of the in-memory bus: committed offsets, and partitions shared out anew whenever a member comes or goes.
import { type Partition, partitionKeyOf, type Position } from '@offline-push/bus/for-testing';

/** What the group asks of its members. */
interface Member {
  readonly topics: readonly string[];
  /** Something may be there to read. */
  wake(): void;
  /** Gives up its partitions when what runs has ended. */
  quiesce(): Promise<void>;
  begin(share: readonly Partition[], committed: readonly Position[]): void;
}

export class MemoryGroup {
  readonly members = new Set<Member>();
  private readonly offsets = new Map<string, Position>();
  private sharing: Promise<void> = Promise.resolve();

  constructor(private readonly partitionsOf: (topic: string) => readonly Partition[]) {}

  committed(): Position[] {
    return [...this.offsets.values()];
  }

  commit(member: Member, positions: readonly Position[]): void {
    if (!this.members.has(member)) throw new Error('only a member of the group commits');
    for (const position of positions) this.offsets.set(partitionKeyOf(position), position);
  }

  /** For tests of a group whose offsets were deleted. */
  forget(): void {
    this.offsets.clear();
  }

  add(member: Member): Promise<void> {
    this.members.add(member);
    return this.share();
  }

  remove(member: Member): Promise<void> {
    return this.members.delete(member) ? this.share() : this.sharing;
  }

  /** Eager, as kafkajs does it: all stop, finish what they hold, and get a new assignment. */
  private share(): Promise<void> {
    this.sharing = this.sharing.then(async () => {
      const members = [...this.members];
      await Promise.all(members.map((member) => member.quiesce()));
      const topics = [...new Set(members.flatMap((member) => member.topics))];
      const shares = new Map<Member, Partition[]>(members.map((member) => [member, []]));
      for (const topic of topics) {
        const readers = members.filter((member) => member.topics.includes(topic));
        for (const at of this.partitionsOf(topic)) {
          const reader = readers[at.partition % readers.length];
          if (reader !== undefined) shares.get(reader)?.push(at);
        }
      }
      for (const [member, share] of shares)
        if (this.members.has(member)) member.begin(share, this.committed());
    });
    return this.sharing;
  }
}
