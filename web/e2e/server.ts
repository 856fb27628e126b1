import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const root = resolve(web, '..');
export const PERSON = { name: 'ada', password: 'a pass phrase of tests' };

/** Codes the demonstration documents into a desk of its own, and serves it. Answers how to stop. */
export default async function serve(): Promise<() => Promise<void>> {
  if (process.env['POLYBIUS_URL']) return async () => undefined;
  const binary = process.env['POLYBIUS'] ?? join(root, 'target/debug/polybius');
  if (!existsSync(binary)) throw new Error(`${binary} is not there: build it, or name one in POLYBIUS`);
  const folder = mkdtempSync(join(tmpdir(), 'polybius-e2e-'));
  const desk = join(folder, 'desk');
  execFileSync(binary, ['code', join(root, 'demo'), '--desk', desk], { stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync(binary, ['serve', '--desk', desk, '--add-admin', PERSON.name], { env: { ...process.env, POLYBIUS_PASSWORD: PERSON.password } });
  const server = spawn(binary, ['serve', '--desk', desk, '--port', '0', '--web', process.env['POLYBIUS_WEB'] ?? join(web, 'dist')], { stdio: ['ignore', 'pipe', 'pipe'] });
  process.env['POLYBIUS_URL'] = await address(server);
  return async () => {
    server.kill('SIGINT');
    await new Promise((done) => server.once('exit', done));
    rmSync(folder, { recursive: true });
  };
}

/** Where it says that it is. */
function address(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let told = '';
    const read = (part: Buffer) => {
      told += part.toString();
      const url = /http:\/\/[\d.:]+/.exec(told)?.[0];
      if (url) found(url);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', (code) => failed(new Error(`the server ended (${code}): ${told}`)));
  });
}
