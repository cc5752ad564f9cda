// Starts the GOV.UK components, but for the accordion (its buttons' names do not hold their visible text). Conditional questions are shown and hidden here instead of by the package, which puts
// aria-expanded on radios, where it is not allowed.
const kit = await import(document.querySelector('script[data-govuk]').dataset.govuk);
for (const name of ['Button', 'CharacterCount', 'ErrorSummary', 'ExitThisPage', 'NotificationBanner', 'PasswordInput', 'SkipLink', 'Tabs']) {
  const Part = kit[name];
  for (const root of document.querySelectorAll(`[data-module="${Part.moduleName}"]`)) {
    try { new Part(root); } catch (e) { console.warn(name, e.message); }
  }
}
function reveal() {
  for (const choice of document.querySelectorAll('[data-aria-controls]')) {
    const part = document.getElementById(choice.dataset.ariaControls);
    part?.classList.toggle(`govuk-${choice.type === 'radio' ? 'radios' : 'checkboxes'}__conditional--hidden`, !choice.checked);
  }
}
// A question or section with data-when="role=child&born=;role=parent&born=*" shows while one of the combinations holds:
// "" is not answered, "*" answered with anything. With scripts off all are shown, and the server looks at those that count.
function given(form, name) {
  const fields = new FormData(form);
  const parts = ['', '-day', '-month', '-year', '-time'].flatMap((tail) => fields.getAll(name + tail));
  return parts.filter((text) => typeof text === 'string' && text.trim() !== '');
}
function conditions() {
  for (const part of document.querySelectorAll('[data-when]')) {
    const form = part.closest('form');
    part.hidden = !!form && !part.dataset.when.split(';').some((combination) => combination.split('&').every((one) => {
      const at = one.indexOf('='), wanted = one.slice(at + 1), texts = given(form, one.slice(0, at));
      return wanted === '' ? texts.length === 0 : wanted === '*' ? texts.length > 0 : texts.includes(wanted);
    }));
  }
}
document.addEventListener('input', conditions);
document.addEventListener('change', conditions);
conditions();
document.addEventListener('change', (event) => {
  const box = event.target;
  if (box.type === 'checkbox' && box.checked) {  // "or none of these"
    for (const other of box.closest('[data-module="govuk-checkboxes"]')?.querySelectorAll('[type=checkbox]') ?? []) {
      if (other !== box && (box.dataset.behaviour === 'exclusive' || other.dataset.behaviour === 'exclusive')) other.checked = false;
    }
  }
  reveal();
});
reveal();
