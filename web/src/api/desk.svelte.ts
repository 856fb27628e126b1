import type { Desk, Job } from './answers';
import { address, forget, get, setCsrf } from './client';
import type { Act, Session } from './work';

/** The desk as it is now, followed by its stream: who looks at `revision` is told when anything changed. */
class DeskState {
  revision = $state(0);
  about = $state.raw<Desk | null>(null);
  session = $state.raw<Session | null>(null);
  readonly you = $derived(this.session?.person ?? null);
  jobs = $state.raw<Record<string, Job>>({});
  connected = $state(true);
  /** Whether it is known who looks; until then nothing is asked that a stranger may not have. */
  known = $state(false);
  /** Whether the desk asks who comes, and nobody has said so yet. */
  readonly closed = $derived(this.session !== null && this.session.accounts && this.session.person === null);

  /** Whether the person at the browser may do this. */
  may(act: Act): boolean {
    return this.session?.may.includes(act) ?? false;
  }

  async look() {
    const session = await get<Session>('/session').catch(() => null);
    if (session?.person?.name !== this.you?.name) forget();
    this.session = session;
    setCsrf(session?.csrf ?? null);
    this.known = true;
    if (this.closed) return;
    const about = await get<Desk>('');
    this.about = about;
    this.revision = about.revision;
  }

  /** Follows the stream; the browser connects again by itself. Answers how to stop. */
  follow(): () => void {
    const stream = new EventSource(address('/stream'));
    stream.addEventListener('open', () => (this.connected = true));
    stream.addEventListener('error', () => (this.connected = false));
    stream.addEventListener('revision', (event) => {
      const told = read(event) as { revision?: number } | number | null;
      const revision = typeof told === 'number' ? told : told?.revision;
      if (revision !== undefined && revision !== this.revision) {
        this.revision = revision;
        void this.look().catch(() => undefined);
      }
    });
    stream.addEventListener('job', (event) => {
      const job = read(event) as Job | null;
      if (job) this.jobs = { ...this.jobs, [String(job.id)]: job };
    });
    return () => stream.close();
  }
}

function read(event: Event): unknown {
  try {
    return JSON.parse((event as MessageEvent<string>).data);
  } catch {
    return null;
  }
}

export const desk = new DeskState();
