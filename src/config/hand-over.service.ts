import { request } from 'node:http';
import type { Language } from 'src/common/language';
import { serverStarting } from './refusals';
import { runningServer } from './server-lock.service';
import type { Streams } from './terminal-io.service';

/** Thrown when a command needs the database of a running server: the server runs the command instead. */
export class HandOver extends Error {}

export interface HandedCommand {
  readonly argv: readonly string[];
  readonly cwd: string;
  /** That of the caller: the server may have been started in another. */
  readonly language: Language;
}

export interface CommandResult {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number;
}

/** Sends the command to the server over loopback and prints what it printed. */
export async function handOver(dataDir: string, command: HandedCommand, streams: Streams): Promise<number> {
  const server = runningServer(dataDir);
  if (!server) throw new Error('the server ended while the command was handed over');
  const { address, token } = server;
  if (!address) throw serverStarting({ pid: server.pid });
  const result = await new Promise<CommandResult>((resolve, reject) => {
    const call = request(
      {
        ...address,
        path: '/internal/commands',
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          if (response.statusCode === 201) resolve(JSON.parse(text) as CommandResult);
          else reject(new Error(`the server answered ${String(response.statusCode)}: ${text}`));
        });
      },
    );
    call.on('error', reject);
    call.end(JSON.stringify(command));
  });
  streams.out(result.out);
  streams.err(result.err);
  return result.exitCode;
}
