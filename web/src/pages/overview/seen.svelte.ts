const REMEMBERED = 'polybius.seen';

/** The revision up to which the reader has seen the desk, kept in the browser. */
class Seen {
  revision = $state(Number(localStorage.getItem(REMEMBERED) ?? 0));

  set(revision: number) {
    this.revision = revision;
    localStorage.setItem(REMEMBERED, String(revision));
  }
}

export const seen = new Seen();
