// Receipts of a fake that wait for whoever posts them, oldest first. The oldest go when nobody does.
import type { ReceiptPost } from './receipt-poster';

const MAX_WAITING = 10_000;

export class WaitingPosts {
  private posts: ReceiptPost[] = [];

  add(...posts: readonly ReceiptPost[]): void {
    this.posts.push(...posts);
    if (this.posts.length > 2 * MAX_WAITING) this.posts = this.posts.slice(-MAX_WAITING);
  }

  next(): ReceiptPost | undefined {
    return this.posts.shift();
  }

  clear(): void {
    this.posts = [];
  }
}
