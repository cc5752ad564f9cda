// Saves any <form data-draft="KEY"> as it is typed: to the server after a pause, and on this device until the server
// has said that it holds the text. The form works without this script; only the saving between is lost.
//   PUT /drafts/KEY (or data-draft-path and KEY), form-urlencoded, header x-csrf-token. If-Match carries data-draft-version where the form has one;
//   the answer's ETag replaces it. 409 or 412: changed elsewhere, so this device's text stays here and is not sent over it.
const kPause = 1200, kLongest = 60000;

for (const form of document.querySelectorAll('form[data-draft]')) keep(form);

function keep(form) {
  const store = 'hearth-draft:' + form.dataset.draft;
  const state = form.querySelector('.hearth-save-state') ?? form.appendChild(document.createElement('p'));
  state.className = 'hearth-save-state';
  state.setAttribute('role', 'status');
  let timer = 0, wait = 5000, saving = null, stopped = false, sent = body();

  function body() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (!['csrf_token', 'once', 'edition'].includes(name) && typeof value === 'string' && !/password|one-time/.test(form.elements[name]?.autocomplete ?? '')) fields.append(name, value);
    }
    return fields.toString();
  }
  function say(words, failed = false) {
    if (state.textContent !== words) state.textContent = words;
    state.classList.toggle('hearth-save-state--failed', failed);
  }
  function local(text) {
    try {
      if (text === null) localStorage.removeItem(store);
      else localStorage.setItem(store, JSON.stringify({ text, at: Date.now() }));
      return true;
    } catch { return false; }  // full or forbidden: the server's copy is then the only one
  }
  const clock = (at) => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

  function later(ms) { clearTimeout(timer); if (!stopped) timer = setTimeout(save, ms); }
  function save(keepalive = false) {
    clearTimeout(timer);
    const text = body();
    if (stopped || (text === sent && !saving)) return Promise.resolve(text === sent);
    return saving ??= put(text, keepalive === true).finally(() => { saving = null; if (body() !== sent) later(wait); });
  }
  async function put(text, keepalive) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-csrf-token': form.elements.csrf_token?.value ?? '' };
    if (form.dataset.draftVersion) headers['if-match'] = form.dataset.draftVersion;
    try {
      const answer = await fetch((form.dataset.draftPath ?? '/drafts/') + encodeURIComponent(form.dataset.draft),
        { method: 'PUT', headers, body: text, redirect: 'manual', keepalive: keepalive && text.length < 60000 });
      if (answer.ok) {
        sent = text;
        wait = 5000;
        form.dataset.draftVersion = answer.headers.get('etag') ?? form.dataset.draftVersion ?? '';
        if (form.elements.edition) form.elements.edition.value = form.dataset.draftVersion;  // for the post that follows
        if (body() === text) local(null);
        say('Saved ' + clock(Date.now()));
        document.dispatchEvent(new Event('hearth:active'));
        return true;
      }
      if (answer.status === 409 || answer.status === 412) {
        stopped = true;
        say('This was changed on another device. Your text is kept here: save the form to see both.', true);
        return false;
      }
      say(answer.status === 401 || answer.type === 'opaqueredirect'
        ? 'Not saved: you are signed out. Your text is kept on this device; sign in on another tab.'
        : 'Not saved. Your text is kept on this device, and saving is tried again.', true);
    } catch {
      say('Not saved: no connection. Your text is kept on this device, and saving is tried again.', true);
    }
    wait = Math.min(wait * 2, kLongest);
    return false;
  }
  function fill(text) {
    const fields = new URLSearchParams(text);
    for (const e of form.elements) {
      if (!e.name || e.name === 'csrf_token' || ['file', 'submit', 'button', 'hidden'].includes(e.type)) continue;
      const values = fields.getAll(e.name);
      if (e.type === 'checkbox' || e.type === 'radio') e.checked = values.includes(e.value);
      else if (e.options && e.multiple) for (const o of e.options) o.selected = values.includes(o.value);
      else if (values.length) e.value = values[[...form.elements].filter((x) => x.name === e.name).indexOf(e)] ?? values[0];
    }
  }

  try {  // what an earlier crash or lost connection left on this device
    const left = JSON.parse(localStorage.getItem(store));
    if (left && left.text !== sent) {
      const before = sent;
      fill(left.text);
      say(`Restored what you typed on this device at ${clock(left.at)}. `);
      const undo = Object.assign(document.createElement('button'), { type: 'button', className: 'govuk-button govuk-button--secondary', textContent: 'Discard restored text' });
      undo.addEventListener('click', () => { fill(before); local(null); undo.remove(); later(0); });
      state.after(undo);
      later(kPause);
    } else local(null);
  } catch { local(null); }

  form.addEventListener('input', () => { const text = body(); if (text !== sent) { local(text); later(kPause); } });
  form.addEventListener('change', () => later(kPause));
  let leaving = false;
  form.addEventListener('submit', (event) => {
    if (leaving || stopped || body() === sent) return;
    event.preventDefault();  // first the draft, so that nothing hangs on the answer to the form
    leaving = true;
    const by = event.submitter;
    Promise.race([save(), new Promise((r) => setTimeout(r, 3000))]).then(() => form.requestSubmit(by)).finally(() => { leaving = false; });
  });
  addEventListener('online', () => later(0));
  document.addEventListener('hearth:flush', () => save());
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') save(true); });
}
