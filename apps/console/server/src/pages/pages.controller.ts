// Serves the built pages. Addresses of the pages' own router get index.html, which has a new nonce each time.
import { Controller, Get, Req, Res } from '@nestjs/common';
import { HttpProblem, notFound, Open, Operation } from '@offline-push/service-kit';
import type { Request, Response } from 'express';
import { randomBytes } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Address } from '../door/address';
import { Build } from './build.steps';
import { isHashed, isPage, pageOf, typeOf } from './page';
import { policyOf } from './policy';

const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';
/** As the build may have put them beside a file, the smallest first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

@Controller()
export class PagesController {
  constructor(
    private readonly build: Build,
    private readonly address: Address,
  ) {}

  @Get(['', '{*path}'])
  @Open()
  @Operation({ summary: 'The pages.' })
  async serve(@Req() request: Request, @Res() response: Response): Promise<void> {
    const path = this.address.withoutBase(request.originalUrl).split('?', 1)[0] ?? '/';
    response.setHeader('x-build', this.build.id);
    const file = path === '/index.html' ? undefined : this.build.find(path);
    if (file !== undefined) return this.#send(path, file, request, response);
    if (path !== '/index.html' && !isPage(path, request.header('sec-fetch-dest'))) throw notFound();
    this.#page(response);
  }

  #page(response: Response): void {
    const { html } = this.build;
    if (html === undefined)
      throw new HttpProblem(503, 'not-built', 'The pages of the console are not built.');
    const nonce = randomBytes(16).toString('base64');
    response
      .set({ 'content-security-policy': policyOf(nonce), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(pageOf(html, this.address.base, nonce));
  }

  async #send(path: string, file: string, request: Request, response: Response): Promise<void> {
    const [encoding, end] = ENCODINGS.find(
      ([name, end]) => this.build.find(path + end) !== undefined && request.acceptsEncodings(name) === name,
    ) ?? [undefined, ''];
    response.set({
      'cache-control': isHashed(path) ? FOR_EVER : ASK_AGAIN,
      'content-type': typeOf(path),
      'content-length': String(statSync(file + end).size),
      vary: 'accept-encoding',
      ...(encoding !== undefined && { 'content-encoding': encoding }),
    });
    if (request.method === 'HEAD') return void response.end();
    // A page that was left is no fault.
    await pipeline(createReadStream(file + end), response).catch(() => response.destroy());
  }
}
