"""The endpoints, by what they speak of. They call commands and selectors and hold no rule."""

from dondoc.api.endpoints import accounts, assignments, directives, documents, drafts, organizations, steps

ROUTERS = (
    assignments.router,
    directives.router,
    steps.router,
    documents.router,
    drafts.router,
    organizations.router,
    accounts.router,
)
