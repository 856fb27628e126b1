/** Accounts, tokens, webhooks and the audit, as the server tells them. */
export type Role = 'reader' | 'coder' | 'reviewer' | 'admin';
export const ROLES: readonly Role[] = ['reader', 'coder', 'reviewer', 'admin'];

export interface PersonRow {
  name: string;
  display: string;
  role: Role;
  disabled: boolean;
  made: string;
}

export type Scope = 'read' | 'write' | 'admin';

export interface TokenRow {
  id: number;
  person: string;
  label: string;
  scopes: Scope[];
  made: string;
  expires: string;
  used: string | null;
}

export interface AuditEntry {
  seq: number;
  at: string;
  who: string;
  /** `session`, `token NUMBER`, `command line` or `server`. */
  via: string;
  what: string;
  subject: string;
  detail: unknown;
}

export const KINDS = ['revision', 'event.added', 'event.changed', 'event.removed'] as const;
export type Kind = (typeof KINDS)[number];

export interface WebhookRow {
  id: number;
  url: string;
  kinds: string[];
  filter: string;
  paused: boolean;
  revision: number;
  made_by: string;
  made: string;
}

export interface DeliveryRow {
  id: number;
  state: 'waiting' | 'sent' | 'failed';
  tries: number;
  due: string;
  status: number | null;
  problem: string | null;
  made: string;
  body: { changes?: unknown[] } | null;
}
