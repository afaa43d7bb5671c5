import { request } from 'node:http';
import { runningServer } from './server-lock.service';
import type { Streams } from './terminal-io.service';

/** Thrown when a command needs the database of a running server: the server runs the command instead. */
export class HandOver extends Error {}

export interface HandedCommand {
  readonly argv: readonly string[];
  readonly cwd: string;
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
  const result = await new Promise<CommandResult>((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/internal/commands',
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
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
