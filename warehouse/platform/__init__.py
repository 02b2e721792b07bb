"""Users, feeds, runs, receipts, quarantine, requests and audit."""
