"""The ledger: append-only domain events with a hash chain per aggregate."""
