"""The endpoints, by what they speak of. They call commands and selectors and hold no rule."""

from dondoc.api.endpoints import (
    accounts,
    assignments,
    directives,
    documents,
    drafting,
    drafts,
    exchange,
    exports,
    filters,
    importing,
    judgements,
    managing,
    organizations,
    registers,
    signing,
    steps,
)

ROUTERS = (
    assignments.router,
    exports.router,
    filters.router,
    directives.router,
    steps.router,
    documents.router,
    drafts.router,
    registers.router,
    drafting.router,
    signing.router,
    exchange.router,
    judgements.router,
    organizations.router,
    managing.router,
    importing.router,
    accounts.router,
)
