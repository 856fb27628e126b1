/** What screen readers are told without a move of focus. */
class Announcer {
  text = $state('');

  say(text: string) {
    // The same words twice are told twice only if they change in between.
    this.text = '';
    requestAnimationFrame(() => (this.text = text));
  }
}

export const announcer = new Announcer();
export const announce = (text: string) => announcer.say(text);
