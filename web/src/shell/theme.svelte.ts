export type Theme = 'system' | 'light' | 'dark';
const REMEMBERED = 'polybius.theme';

/** Dark or light: as the system has it, or as the reader chose. */
class ThemeState {
  choice = $state<Theme>(remembered());
  #system = window.matchMedia('(prefers-color-scheme: dark)');
  #systemDark = $state(this.#system.matches);

  constructor() {
    this.#system.addEventListener('change', (event) => {
      this.#systemDark = event.matches;
      this.apply();
    });
    this.apply();
  }

  get dark(): boolean {
    return this.choice === 'dark' || (this.choice === 'system' && this.#systemDark);
  }

  choose(choice: Theme) {
    this.choice = choice;
    localStorage.setItem(REMEMBERED, choice);
    this.apply();
  }

  apply() {
    document.documentElement.dataset['theme'] = this.dark ? 'dark' : 'light';
  }
}

function remembered(): Theme {
  const value = localStorage.getItem(REMEMBERED);
  return value === 'light' || value === 'dark' ? value : 'system';
}

export const theme = new ThemeState();

/** The value of a design token, for what is drawn on a canvas; read `theme.dark` beside it to follow a change. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
