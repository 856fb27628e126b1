import { get } from '../../api/client';
import { desk } from '../../api/desk.svelte';
import type { JobAnswer } from '../../api/work';
import { t } from '../../messages/t';
import { announce } from '../../shell/announce.svelte';

/** How often a job is asked after while the stream says nothing of it. */
const PATIENCE = 1500;

/** Jobs that were started here, followed by the stream, and by asking where the stream is slow or cut. */
class Jobs {
  list = $state.raw<JobAnswer[]>([]);

  /** Follows a job until it has ended. */
  follow(id: number, name: string) {
    this.#put({ id, state: 'waiting', name, done: 0, reports: 0, outcome: null, message: null });
    announce(t('documents.job_started', { name }));
    void this.#ask(id, name);
  }

  dismiss(id: number) {
    this.list = this.list.filter((job) => job.id !== id);
  }

  /** What the stream tells of a job: how far it is. */
  hear(told: { id: string | number; state: JobAnswer['state']; done?: number; reports?: number }) {
    const job = this.list.find((one) => one.id === Number(told.id));
    if (!job || ended(job)) return;
    // The outcome comes with the answer to a question alone.
    const state = ended(told) ? job.state : told.state;
    this.#put({ ...job, state, done: told.done ?? job.done, reports: told.reports ?? job.reports });
    if (ended(told)) void this.#ask(job.id, job.name ?? '');
  }

  async #ask(id: number, name: string) {
    try {
      const job = await get<JobAnswer>(`/jobs/${id}`);
      const before = this.list.find((one) => one.id === id);
      if (!before || ended(before)) return;
      this.#put({ ...job, name });
      if (ended(job)) {
        announce(t(job.state === 'done' ? 'documents.job_finished' : 'documents.job_failed', { name }));
        void desk.look().catch(() => undefined);
        return;
      }
    } catch {
      // The server may be busy or away for a moment; it is asked again.
    }
    if (this.list.some((one) => one.id === id)) window.setTimeout(() => void this.#ask(id, name), PATIENCE);
  }

  #put(job: JobAnswer) {
    this.list = this.list.some((one) => one.id === job.id) ? this.list.map((one) => (one.id === job.id ? job : one)) : [job, ...this.list];
  }
}

const ended = (job: { state: JobAnswer['state'] }) => job.state === 'done' || job.state === 'failed';

export const jobs = new Jobs();
