"""Stars, themes, comments and what one watches, as pages and as parts of a directive's page."""
