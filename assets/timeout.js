// Warns before the session ends for want of activity, offers to stay, and has drafts saved first. Nothing typed is
// taken away when it ends: the page stays as it is, and drafts are on the server and on this device.
const own = document.querySelector('script[data-seconds]').dataset;
const bar = document.createElement('div');
bar.className = 'hearth-time-out';
bar.setAttribute('role', 'region');
bar.setAttribute('aria-label', 'Session');
bar.hidden = true;
const words = bar.appendChild(document.createElement('p'));
words.setAttribute('role', 'alert');
words.className = 'govuk-body';
const stay = bar.appendChild(document.createElement('button'));
stay.type = 'button';
stay.className = 'govuk-button';
stay.textContent = 'Stay signed in';
document.body.append(bar);

let ends = 0, warned = false, ended = false;
function active() { ends = Date.now() + own.seconds * 1000; warned = ended = false; bar.hidden = true; }
async function extend() {
  try {
    const token = document.querySelector('meta[name="csrf"]')?.content ?? '';
    const answer = await fetch(own.keep, { method: 'POST', headers: { 'x-csrf-token': token }, redirect: 'manual' });
    if (!answer.ok) throw new Error('refused');
    active();
    document.getElementById('main-content')?.focus();
  } catch { words.textContent = 'You could not be kept signed in. Save your work.'; }
}
function look() {
  const left = ends - Date.now();
  if (left <= 0 && !ended) {
    ended = true;
    stay.hidden = true;
    words.textContent = 'You have been signed out because nothing was done for a while. Forms that save as you type have kept your text.';
    bar.hidden = false;
  } else if (left > 0 && left <= own.warn * 1000 && !warned) {
    warned = true;
    stay.hidden = false;
    document.dispatchEvent(new Event('hearth:flush'));
    bar.hidden = false;
    words.textContent = `You will be signed out in ${Math.max(1, Math.round(left / 60000))} minutes. Drafts are being saved.`;
  }
}
stay.addEventListener('click', extend);
document.addEventListener('hearth:active', active);
active();
setInterval(look, 5000);
