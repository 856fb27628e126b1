import { announce } from './announce.svelte';

export interface ToastMessage {
  id: number;
  text: string;
  tone: 'plain' | 'good' | 'bad';
  action?: { label: string; run: () => void };
}

/** Short messages at the foot of the window; they stay long enough to be read, and those with an action or a fault until dismissed. */
class Toasts {
  list = $state.raw<ToastMessage[]>([]);
  #next = 1;

  show(text: string, tone: ToastMessage['tone'] = 'plain', action?: ToastMessage['action']) {
    const id = this.#next++;
    this.list = [...this.list.slice(-2), { id, text, tone, ...(action ? { action } : {}) }];
    announce(text);
    if (tone !== 'bad' && !action) window.setTimeout(() => this.dismiss(id), 6000);
  }

  dismiss(id: number) {
    this.list = this.list.filter((one) => one.id !== id);
  }
}

export const toasts = new Toasts();
export const toast = (text: string, tone?: ToastMessage['tone'], action?: ToastMessage['action']) => toasts.show(text, tone, action);
