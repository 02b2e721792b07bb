"""WHERE IT LIVES and what keeps it right: analytic store, archive, identity, platform, access, audit, privacy."""
