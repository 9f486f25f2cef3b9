// Swagger UI on the page's document, in the theme of the system.
const dark = matchMedia('(prefers-color-scheme: dark)')
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
paint()
dark.addEventListener('change', paint)

SwaggerUIBundle({
  url: document.body.dataset.document,
  domNode: document.getElementById('api'),
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
  defaultModelExpandDepth: 2,
  requestSnippetsEnabled: true,
  // No other server is asked about the document.
  validatorUrl: null,
})
