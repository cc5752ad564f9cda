// Starts the GOV.UK components that a page may gain from: conditional questions, counts, focus on errors. Only those
// that never set markup from text are started, since the security policy forbids it to all.
const here = document.querySelector('script[data-govuk]');
const kit = await import(here.dataset.govuk);
for (const name of ['Button', 'CharacterCount', 'Checkboxes', 'ErrorSummary', 'NotificationBanner', 'PasswordInput', 'Radios', 'SkipLink']) {
  const Part = kit[name];
  for (const root of document.querySelectorAll(`[data-module="${Part.moduleName}"]`)) {
    try { new Part(root); } catch (e) { console.warn(name, e.message); }
  }
}
