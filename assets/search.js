// Shows results while a search is typed, in <form data-live="#results"> (method get). The request is the form's own;
// of the page that comes back, the same region replaces this one. A failure is said, never shown as "no results".
const form = document.querySelector('form[data-live]');
const region = form && document.querySelector(form.dataset.live);
if (region) {
  const status = form.appendChild(document.createElement('p'));  // says the count; an element with data-count gives it
  status.className = 'govuk-visually-hidden';
  status.setAttribute('role', 'status');
  let timer = 0, asked = null;
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 350); });
  function ask() {
    asked?.abort();
    const query = new URLSearchParams(new FormData(form));
    const ours = asked = new XMLHttpRequest();  // it parses a page without running anything in it
    ours.open('GET', form.action.split('?')[0] + '?' + query);
    ours.responseType = 'document';
    ours.onload = () => {
      const found = ours.status === 200 && ours.responseXML?.querySelector(form.dataset.live);
      if (!found) return fail();
      region.replaceChildren(...[...found.childNodes].map((n) => document.importNode(n, true)));
      status.textContent = region.querySelector('[data-count]')?.textContent ?? '';
      document.dispatchEvent(new Event('hearth:active'));
    };
    ours.onerror = fail;
    ours.send();
  }
  function fail() {
    const p = document.createElement('p');
    p.className = 'govuk-error-message';
    p.textContent = 'The search did not work. Press Search to try again.';
    p.setAttribute('role', 'alert');
    region.replaceChildren(p);
  }
}
