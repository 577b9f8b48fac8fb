"""Tasks from above: what the Government, the Prime Minister and their office gave the province, beside our own directives."""
