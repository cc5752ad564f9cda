// Says, before the page is drawn, that scripts run; the GOV.UK components look for these classes.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
