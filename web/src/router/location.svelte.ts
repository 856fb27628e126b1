/** The address that is shown: pages read it and so follow it. */
class Here {
  path = $state(window.location.pathname);
  search = $state(window.location.search);
  /** A page was gone to and has not got the focus yet; one that the browser opened has the browser's own. */
  arriving = false;
}

export const here = new Here();

function follow() {
  if (here.path !== window.location.pathname) here.arriving = true;
  here.path = window.location.pathname;
  here.search = window.location.search;
}

/** Goes to an address of the app; `replace` leaves no step to go back to, for what changes with every key. */
export function go(href: string, { replace = false } = {}) {
  const url = new URL(href, window.location.href);
  const target = url.pathname + url.search + url.hash;
  if (target === window.location.pathname + window.location.search + window.location.hash) return;
  const other = url.pathname !== window.location.pathname;
  if (replace) window.history.replaceState(null, '', target);
  else window.history.pushState(null, '', target);
  follow();
  if (other) window.scrollTo(0, 0);
}

/** Follows links of the app without loading it anew. Answers how to stop. */
export function watchLinks(): () => void {
  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target || link.hasAttribute('download') || link.origin !== window.location.origin) return;
    // Files of the API are the browser's; a fragment of this page is the browser's too.
    if (link.pathname.startsWith('/api/') || (link.hash && link.pathname === window.location.pathname)) return;
    event.preventDefault();
    go(link.href);
  };
  document.addEventListener('click', onClick);
  window.addEventListener('popstate', follow);
  return () => {
    document.removeEventListener('click', onClick);
    window.removeEventListener('popstate', follow);
  };
}
